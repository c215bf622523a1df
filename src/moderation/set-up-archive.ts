import { notFound } from '../errors.ts'
import { createOwner, hasOwner, type NewOwner } from '../people/create-owner.ts'
import { changeSettings } from '../site/settings.ts'
import { inTransaction } from '../store/database.ts'
import type { Db } from '../store/database.ts'
import { forgetKnownTags } from '../tags/known-tags.ts'
import { applyPreset, type Preset } from '../tags/presets.ts'

export interface FirstRun {
  archiveName: string
  /** Where the owner's browser found the archive; empty leaves the address as it is. */
  address: string
  /** Null: the archive has its vocabularies already. */
  preset: Preset | null
  owner: NewOwner
}

/** The first run, once: refuses with not_found when there is an owner already, and as createOwner does. */
export async function setUpArchive(db: Db, { archiveName, address, preset, owner }: FirstRun, now: number) {
  const created = await inTransaction(db, async (db) => {
    if (await hasOwner(db)) throw notFound('Page')
    const created = await createOwner(db, owner, now)
    if (preset) await applyPreset(db, preset, now)
    return created
  })
  forgetKnownTags()
  await changeSettings(db, { name: archiveName, ...(address && { address }) }, now)
  return created
}
