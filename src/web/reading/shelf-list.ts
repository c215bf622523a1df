// A shelf's works as a list, for its pages, for its books, and for what is done with all of them.
import { listShelfLines, worksOf } from '../../reading/list-shelf-works.ts'
import { canChangeShelf } from '../../reading/permissions.ts'
import type { Shelf } from '../../reading/shelf.ts'
import { formatShelfView, parseShelfView } from '../../reading/shelf-view.ts'
import type { Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import type { ListQuestion } from '../find/find-list.ts'
import type { C } from '../respond.ts'

interface Asked {
  shelf: Shelf
  /** Who finds what has gone, too. */
  isOwner: boolean
  /** Of the shelf. */
  path: string
}

export function shelfList(c: C, db: Db, asked: Asked) {
  return shelfQuestion(db, c.get('viewer'), { ...asked, params: new URL(c.req.url).searchParams })
}

export async function shelfQuestion(
  db: Db,
  viewer: Viewer,
  { shelf, isOwner, path, params }: Asked & { params: URLSearchParams },
) {
  const read = parseShelfView((name) => params.get(name) ?? undefined)
  const view = { ...read, unread: read.unread && viewer.kind === 'member' }
  const lines = await listShelfLines(db, viewer, { shelf, isOwner, view })
  const question: ListQuestion = {
    scope: { kind: 'works', ids: worksOf(lines) },
    address: { path, kept: formatShelfView(view) },
    usual: { by: 'given', direction: 'up' },
    given: 'shelf',
    // Whoever put a work on a shelf wants to find it there, whatever their other lists hide or leave out. Others see the
    // shelf as they see every list.
    isWhole: canChangeShelf(viewer, shelf),
  }
  return { view, lines, question }
}
