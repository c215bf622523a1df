import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { forgetKnownTags } from '../../tags/known-tags.ts'
import { addFromPreset, listMissing, type Missing } from '../../tags/presets.ts'
import { forgetCounts } from '../../works/kept-counts.ts'
import { refuseOtherThanDefiners } from './permissions.ts'

/** At the end of the list, with the tags that the preset gives it. Nothing happens when it is there. */
export async function addPresetVocabulary(db: Db, admin: Member, wanted: Missing, now: number): Promise<void> {
  refuseOtherThanDefiners(admin)
  await inTransaction(db, async (db) => {
    const isMissing = (await listMissing(db)).some((one) => one.preset === wanted.preset && one.slug === wanted.slug)
    if (!isMissing) return
    await addFromPreset(db, wanted, now)
    const detail = { slug: wanted.slug, preset: wanted.preset }
    await recordAct(db, { accountId: admin.accountId, action: 'vocabulary made', detail }, now)
  })
  forgetKnownTags()
  forgetCounts()
}
