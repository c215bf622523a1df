import { arrangeShelf, clearShelf } from '../../reading/arrange-shelf.ts'
import { findOwnShelf } from '../../reading/find-shelf.ts'
import { listBookmarksById } from '../../reading/list-shelf-works.ts'
import type { Shelf } from '../../reading/shelf.ts'
import { findList } from '../find/find-list.ts'
import { type Form, parseId, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths, sameSitePath } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { confirmRemoval } from './arrange-form.ts'
import { shelfList } from './shelf-list.ts'

const MOST_AT_ONCE = 20_000
const MOST_NAMED = 10

/** Several works of a shelf at once. */
export function arrangeRoutes(app: App, parts: Parts): void {
  const { db, now } = parts
  app.get(paths.shelfWorks.pattern, (c) => seeOther(c, paths.myShelf({ shelf: c.req.param('shelf')! })))

  app.post(paths.shelfWorks.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const shelf = await findOwnShelf(db, member, c.req.param('shelf')!)
    const ids = await idsOf(c, parts, { shelf, form })
    const back = sameSitePath(form.text('to')) ?? paths.myShelf({ shelf: shelf.slug })
    const way = form.text('way')
    if (way === 'move' || way === 'copy') {
      const arrangement = { from: shelf.slug, to: form.text('target'), ids, way } as const
      return seeOther(c, withCount(back, await arrangeShelf(db, member, arrangement, now())))
    }
    if (ids.length > 1 && !form.has('confirmed')) {
      const shown = await listBookmarksById(db, member, { shelf, isOwner: true }, ids.slice(0, MOST_NAMED))
      return page(c, confirmRemoval(c.get('chrome'), { shelf, ids, shown, back }))
    }
    return seeOther(c, withCount(back, way === 'remove' ? await clearShelf(db, member, { from: shelf.slug, ids }) : 0))
  })
}

interface Sent {
  shelf: Shelf
  form: Form
}

/** The ticked ones, those of the page, or all that the address leaves on the shelf. */
async function idsOf(c: C, parts: Parts, { shelf, form }: Sent): Promise<number[]> {
  if (form.text('which') === 'all') return (await listAll(c, parts, shelf)).slice(0, MOST_AT_ONCE)
  const named = form.text('bookmarks').split(',', MOST_AT_ONCE).map(parseId)
  const ticked = form.ids(form.text('which') === 'page' ? 'shown' : 'bookmark')
  return [...new Set([...named.filter((id) => id !== null), ...ticked])]
}

async function listAll(c: C, parts: Parts, shelf: Shelf): Promise<number[]> {
  const path = paths.myShelf({ shelf: shelf.slug })
  const { lines, question } = await shelfList(c, parts.db, { shelf, isOwner: true, path })
  const list = await findList(c, parts, { ...question, from: { page: 1 }, perPage: MOST_AT_ONCE, isBare: true })
  // Only the form of a list is led on, and nobody sends it here.
  if (list instanceof Response) return []
  const wanted = new Set(list.ids)
  return lines
    .filter(({ workId }) => (workId === null ? !list.isFiltered : wanted.has(workId)))
    .map(({ bookmarkId }) => bookmarkId)
}

/** Back on the same page, which says how many there were. */
function withCount(back: string, count: number): string {
  const [path = '', query = ''] = back.split('#')[0]!.split('?')
  const values = new URLSearchParams(query)
  values.delete('done')
  values.delete('count')
  values.set('done', count === 0 ? 'nothing' : 'arranged')
  if (count > 0) values.set('count', String(count))
  return `${path}?${values.toString()}`
}
