import { type Db, inTransaction } from '../../../store/database.ts'
import { foldName, slugOf } from '../../../text/slug.ts'
import { slugsAmong, toTagRow } from './add-tags.ts'
import { freeNames } from '../people/free-names.ts'
import { insertAll } from '../legacy.ts'
import type { Move } from '../moving.ts'
import { BARE_TAG } from './to-tag.ts'
import { RATING, vocabularyFor } from './vocabularies.ts'

/**
 * For works whose rating is lost: with every gate that some rating of the archive has, so that nothing is shown to
 * readers who would not have been let in. A rating that has a name, but none of the site's, keeps the name.
 */
export async function unknownRating(move: Move, name = 'Not rated'): Promise<number> {
  const oldId = name === 'Not rated' ? '?' : `? ${foldName(name)}`
  const known = await move.legacy.find(move.db, 'rating', [oldId])
  return known.get(oldId) ?? inTransaction(move.db, (db) => addUnknownRating(move, db, { name, oldId }))
}

async function addUnknownRating(move: Move, db: Db, { name, oldId }: { name: string; oldId: string }): Promise<number> {
  const vocabularyId = await vocabularyFor(db, RATING, move.now)
  const ratings = await db
    .selectFrom('tag')
    .select(['members_only', 'age_consent', 'warn_first'])
    .where('vocabulary_id', '=', vocabularyId)
    .execute()
  const any = (gate: 'members_only' | 'age_consent' | 'warn_first') => (ratings.some((row) => row[gate]) ? 1 : 0)
  const draft = { ...BARE_TAG, position: 1000, name }
  const [slug] = await freeNames([slugOf(name, 'not-rated')], '-', (names) => slugsAmong(db, vocabularyId, names))
  const row = {
    ...toTagRow(move, draft, vocabularyId, slug!),
    members_only: any('members_only'),
    age_consent: any('age_consent'),
    warn_first: any('warn_first'),
  }
  const [tagId] = await insertAll(db, 'tag', [row])
  await move.legacy.record(db, 'rating', [{ oldId, newId: tagId!, fingerprint: null }])
  return tagId!
}
