import { isModerator, type Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { prepare } from '../../store/prepared.ts'
import { gateBefore } from '../../works/gates.ts'
import { accountOf, leastAudience } from '../../works/visibility.ts'

/** What a search needs to know of whoever asks, and nothing more: the same for many. */
export interface ReaderEyes {
  audience: number
  /** Ratings before whose works a gate stands that hides the summary too; sorted. */
  closed: readonly number[]
  /** Those whose summary shows, but no text. */
  warned: readonly number[]
  /** Whose own works have no gate; 0: nobody's. */
  accountId: number
}

const gatedRatings = prepare<object>()((db) =>
  // A cross join keeps SQLite from looking through all tags: it takes the vocabulary first.
  db
    .selectFrom('vocabulary')
    .crossJoin('tag')
    .whereRef('tag.vocabulary_id', '=', 'vocabulary.id')
    .where('vocabulary.role', '=', 'rating')
    .where((eb) => eb.or([eb('age_consent', '=', 1), eb('warn_first', '=', 1)]))
    .select(['tag.id', 'age_consent', 'warn_first'])
    .orderBy('tag.id'),
)

/** See `gateBefore`; who may not find a work at all is left to `audience`. */
export async function eyesOfReader(db: Db, viewer: Viewer): Promise<ReaderEyes> {
  const audience = leastAudience(viewer)
  if (isModerator(viewer)) return { audience, closed: [], warned: [], accountId: 0 }
  const ratings = await gatedRatings(db, {})
  const gates = ratings.map(({ id, age_consent, warn_first }) => {
    const gate = { ratingId: id, membersOnly: false, warningText: '' }
    return { id, gate: gateBefore({ ...gate, ageConsent: age_consent === 1, warnFirst: warn_first === 1 }, viewer) }
  })
  const closed = gates.filter(({ gate }) => gate !== null && gate !== 'warning').map(({ id }) => id)
  const warned = gates.filter(({ gate }) => gate === 'warning').map(({ id }) => id)
  return { audience, closed, warned, accountId: closed.length + warned.length > 0 ? accountOf(viewer) : 0 }
}
