import type { Member } from '../../people/viewer.ts'
import { findReaderOfWork } from '../../reading/find-reader.ts'
import { listWorkBookmarks } from '../../reading/list-work-bookmarks.ts'
import { putOnShelf, takeFromShelf } from '../../reading/put-on-shelf.ts'
import { findWork } from '../../works/find-work.ts'
import { idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths, sameSitePath } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { shelfControl } from '../ui/shelf-control.ts'
import { closedGate } from '../works/gate-page.ts'
import { workShelvesPage } from './work-shelves-page.ts'

/** On which shelves a work stands: a page with all of them, and the buttons that stand below every work. */
export function workShelvesRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.workShelves.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const workId = idParam(c, 'work')
    const [work, reader, bookmarks] = await Promise.all([
      findWork(db, member, workId),
      findReaderOfWork(db, member, workId),
      listWorkBookmarks(db, member, workId),
    ])
    const props = { work, shelves: reader!.shelves, bookmarks }
    return closedGate(c, work) ?? page(c, workShelvesPage(c.get('chrome'), props))
  })

  app.post(paths.workShelves.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const workId = idParam(c, 'work')
    if (form.has('put')) await putOnShelf(db, member, { workId, shelf: form.text('put') }, now())
    const noted = form.has('take') ? await takeFromShelf(db, member, { workId, shelf: form.text('take') }) : null
    if (noted !== null) return seeOther(c, paths.bookmark({ bookmark: noted }, { done: 'noted' }))
    if (form.has('part')) return control(c, member, workId)
    return seeOther(c, backTo(workId, form.text('to')))
  })

  /** For the browser's own behaviour, which puts it in the place of the one that was pressed. */
  async function control(c: C, member: Member, workId: number) {
    const [work, reader] = await Promise.all([findWork(db, member, workId), findReaderOfWork(db, member, workId)])
    return page(c, shelfControl(c.get('t'), { id: workId, title: work.title, shelves: reader!.shelves }, true))
  }
}

/** The same page at the same work. */
function backTo(workId: number, to: string): string {
  const path = sameSitePath(to) ?? paths.work({ work: workId })
  return path.includes('#') ? path : `${path}#shelves-${workId}`
}
