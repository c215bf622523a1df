// What a member leaves out of lists. It is part of a query's form: whoever leaves nothing out asks as if it did not exist.
// Which shelf says what is for reading/ to know; the words of a status are rows that every list may look at.
import { type Expression, sql, type SqlBool } from 'kysely'
import type { Viewer } from '../people/viewer.ts'

export type LeftOut = 'nothing' | 'finished' | 'dropped' | 'finished and dropped'

/** As the viewer prefers it; guests leave nothing out. */
export function leftOutBy(viewer: Viewer): LeftOut {
  if (viewer.kind === 'guest') return 'nothing'
  const { hideFinished, hideDropped } = viewer.preferences
  if (hideFinished) return hideDropped ? 'finished and dropped' : 'finished'
  return hideDropped ? 'dropped' : 'nothing'
}

const SHELVES = {
  nothing: [],
  finished: ['finished'],
  dropped: ['dropped'],
  'finished and dropped': ['finished', 'dropped'],
} as const

/** The kinds of shelves that hold it. */
export function shelvesOf(leftOut: LeftOut): ReadonlyArray<'finished' | 'dropped'> {
  return SHELVES[leftOut]
}

type Column = 'work.id' | 'work_tag_expansion.work_id'

/** For the rows of a page: one look into an index for each that is walked over. */
export function isKept(work: Column, accountId: number, leftOut: LeftOut): Expression<SqlBool> {
  return sql`not exists (${statuses(accountId, leftOut)} and bookmark.work_id = ${sql.ref(work)})`
}

/** For counting them: it begins with the member's own shelves, which are shorter than any list. */
export function isLeftOut(work: Column, accountId: number, leftOut: LeftOut): Expression<SqlBool> {
  return sql`${sql.ref(work)} in (${statuses(accountId, leftOut)})`
}

function statuses(accountId: number, leftOut: LeftOut) {
  return sql`select bookmark.work_id from bookmark join shelf on shelf.id = bookmark.shelf_id
    where bookmark.status_account_id = ${accountId} and shelf.kind in (${sql.join(shelvesOf(leftOut))})`
}
