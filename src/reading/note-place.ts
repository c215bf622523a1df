import { notFound } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { findWork } from '../works/find-work.ts'
import { gateBefore } from '../works/gates.ts'
import { listAllChapters } from '../works/list-chapters.ts'
import { addWaiting, type Spot } from './waiting-places.ts'

export interface Opening {
  workId: number
  /** Null: the whole work on one page. */
  chapterId: number | null
  /** Whoever follows the work has seen what was new in it, whether they keep a history or not. */
  follows: boolean
}

/** The member has opened a text. Asks the database nothing; `db` must be the archive's handle. */
export function noteOpening(db: Db, { accountId, preferences }: Member, opening: Opening, now: number): void {
  const { workId, chapterId, follows } = opening
  const isKept = preferences.history === 'kept'
  if (!isKept && !follows) return
  addWaiting(db, {
    accountId,
    workId,
    readAt: now,
    follows,
    place: isKept ? { at: now, chapterId, spot: null } : null,
    opened: new Map(isKept && chapterId !== null ? [[chapterId, now]] : []),
    ended: new Map(),
  })
}

export interface SeenPlace extends Spot {
  chapterId: number
  /** Milliseconds since the reader moved there, by their own clock. */
  agoMs: number
  /** Chapters whose end they have seen meanwhile. */
  endedIds: readonly number[]
}

/**
 * Where the member's browser says that they are. Refuses with not_found what they may not read; what is their own, or
 * not posted, leaves no place, nor does anything when they keep no history.
 */
export async function notePlace(
  db: Db,
  member: Member,
  workId: number,
  { chapterId, endedIds, agoMs, ...spot }: SeenPlace,
  now: number,
): Promise<void> {
  const [work, chapters] = await Promise.all([findWork(db, member, workId), listAllChapters(db, workId)])
  if (gateBefore(work.gates, member, work.isCreator) !== null) throw notFound('Work')
  const posted = new Set(chapters.filter(({ postedAt }) => postedAt !== null).map(({ id }) => id))
  if (!posted.has(chapterId)) throw notFound('Chapter')
  if (work.isCreator || work.state !== 'posted' || member.preferences.history !== 'kept') return
  const at = now - agoMs
  addWaiting(db, {
    accountId: member.accountId,
    workId,
    readAt: at,
    follows: false,
    place: { at, chapterId, spot },
    opened: new Map([[chapterId, at]]),
    ended: new Map(endedIds.filter((id) => posted.has(id)).map((id) => [id, at])),
  })
}
