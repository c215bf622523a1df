import type { Kysely } from 'kysely'
import type { Tables } from '../../store/tables.ts'
import { refoldTags } from '../../tags/refold-tags.ts'

/** Tags whose names are not folded as they are compared now; a start of the archive sets them right as well. */
export async function checkTags(db: Kysely<Tables>, repair: boolean): Promise<string[]> {
  const wrong = await refoldTags(db, repair)
  return wrong === 0 ? [] : [`${wrong} tags were not found by their names${repair ? '; set right' : ' (--repair)'}.`]
}
