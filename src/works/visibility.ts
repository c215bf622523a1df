import { type ExpressionBuilder, sql } from 'kysely'
import { isModerator, type Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'

/** work.audience: who finds a work in lists. Derived in refresh-work.ts, nowhere else. */
export const AUDIENCE = { creators: 0, members: 1, everybody: 2 } as const

/** The forms a reading query takes, for `prepare`. */
export type Eyes = 'guest' | 'member' | 'moderator'

export function eyesOf(viewer: Viewer): Eyes {
  if (viewer.kind === 'guest') return 'guest'
  return isModerator(viewer) ? 'moderator' : 'member'
}

/** Lists show what is posted and not hidden, members-only works to members; drafts stand in nobody's lists. */
export function leastAudience(viewer: Viewer): number {
  return viewer.kind === 'guest' ? AUDIENCE.everybody : AUDIENCE.members
}

/**
 * Every read of one work starts here; nothing else knows who may see what. A work that only waits behind a gate
 * (see gates.ts) is returned to everybody, so that the gate can be shown in its place.
 */
export function worksVisibleTo(db: Db, viewer: Viewer) {
  return worksSeenBy(db, eyesOf(viewer), accountOf(viewer))
}

/** The same door in the form that `prepare` needs: the eyes are the shape, the account a value. */
export function worksSeenBy(db: Db, eyes: Eyes, accountId: number) {
  const works = db.selectFrom('work').where('work.deleted_at', 'is', null)
  if (eyes === 'moderator') return works
  if (eyes === 'guest') return works.where(isOpen)
  return works.where((eb) => eb.or([isOpen(eb), isByAccount(eb, accountId)]))
}

/** 0 for guests, which is nobody's. */
export function accountOf(viewer: Viewer): number {
  return viewer.kind === 'member' ? viewer.accountId : 0
}

/** Works for a page of a list: the same door, narrowed to what the viewer finds in lists. */
export function worksListedFor(db: Db, viewer: Viewer) {
  return db.selectFrom('work').where('work.audience', '>=', leastAudience(viewer))
}

export function isOpen(eb: ExpressionBuilder<Tables, 'work'>) {
  return eb.and([eb('work.posted_at', 'is not', null), eb('work.hidden_at', 'is', null)])
}

export function isByAccount(eb: ExpressionBuilder<Tables, 'work'>, accountId: number) {
  return eb.exists(
    eb
      .selectFrom('creator')
      .innerJoin('pseud', 'pseud.id', 'creator.pseud_id')
      .whereRef('creator.work_id', '=', 'work.id')
      .where('pseud.account_id', '=', accountId)
      .select(sql`1`.as('one')),
  )
}
