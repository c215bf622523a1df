import { countRead } from '../../works/count-reads.ts'
import { findChapterPage } from '../../works/find-chapter-page.ts'
import { findWholeWork } from '../../works/find-whole-work.ts'
import { findWorkPage } from '../../works/find-work-page.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, hotPage, page } from '../respond.ts'
import { requestHeader } from '../request-header.ts'
import { chapterPage } from './show-chapter.ts'
import { closedGate } from './gate-page.ts'
import { consentRoute } from './consent.ts'
import { findResponses } from './responses.ts'
import { printChapterPage, printWorkPage } from './show-print.ts'
import { wholePage } from './show-whole.ts'
import { workPage } from './show-work.ts'

/** Reading. Every answer with text of a work has passed `closedGate`. */
export function workRoutes(app: App, { db }: Parts): void {
  consentRoute(app)

  app.get(paths.work.pattern, async (c) => {
    const viewer = c.get('viewer')
    const workId = idParam(c, 'work')
    const [found, said] = await Promise.all([
      findWorkPage(db, viewer, workId),
      findResponses(db, viewer, { kind: 'work', workId }, c.get('settings')),
    ])
    return closedGate(c, found.work) ?? hotPage(c, workPage(c.get('chrome'), { ...found, said }))
  })

  app.get(paths.chapter.pattern, async (c) => {
    const viewer = c.get('viewer')
    const place = { workId: idParam(c, 'work'), chapterId: idParam(c, 'chapter') }
    const [found, said] = await Promise.all([
      findChapterPage(db, viewer, place.workId, place.chapterId),
      findResponses(db, viewer, { kind: 'chapter', ...place }, c.get('settings')),
    ])
    const closed = closedGate(c, found.work)
    if (closed) return closed
    if (isReader(c, found.work)) countRead(db, place.workId, place.chapterId)
    return hotPage(c, chapterPage(c.get('chrome'), { ...found, said }))
  })

  app.get(paths.wholeWork.pattern, async (c) => {
    const whole = await findWholeWork(db, c.get('viewer'), idParam(c, 'work'))
    return closedGate(c, whole.work) ?? page(c, wholePage(c.get('chrome'), whole))
  })

  app.get(paths.printWork.pattern, async (c) => {
    const whole = await findWholeWork(db, c.get('viewer'), idParam(c, 'work'))
    return closedGate(c, whole.work) ?? page(c, printWorkPage(c.get('chrome'), whole, c.get('origin')))
  })

  app.get(paths.printChapter.pattern, async (c) => {
    const found = await findChapterPage(db, c.get('viewer'), idParam(c, 'work'), idParam(c, 'chapter'))
    return closedGate(c, found.work) ?? page(c, printChapterPage(c.get('chrome'), found, c.get('origin')))
  })
}

/** Creators who look after their work, and browsers that fetch ahead, are no readers. */
function isReader(c: C, work: { isCreator: boolean }): boolean {
  return c.req.method === 'GET' && !work.isCreator && !/prefetch/i.test(requestHeader(c, 'sec-purpose') ?? '')
}
