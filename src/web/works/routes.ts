import { listChallengesOfWork } from '../../collections/find-challenge.ts'
import { findReaderOfWork, type ReaderOfWork } from '../../reading/find-reader.ts'
import { listReasons } from '../../reading/hiding/list-reasons.ts'
import { findReading } from '../../reading/find-reading.ts'
import { settlePlaces } from '../../reading/keep-places.ts'
import { listReaderMarks } from '../../reading/list-reader-marks.ts'
import { noteOpening } from '../../reading/note-place.ts'
import { listLoneTags } from '../../tags/list-new-tags.ts'
import { countRead } from '../../works/count-reads.ts'
import { findChapterPage } from '../../works/find-chapter-page.ts'
import { findWholeWork } from '../../works/find-whole-work.ts'
import { findWorkPage } from '../../works/find-work-page.ts'
import { hasFeed } from '../feeds/chapter-feed.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, hotPage, page } from '../respond.ts'
import { chapterPage } from './show-chapter.ts'
import { closedGate } from './gate-page.ts'
import { isReader } from './is-reader.ts'
import { consentRoute } from './consent.ts'
import { findResponses } from './responses.ts'
import { printChapterPage, printWorkPage } from './show-print.ts'
import { wholePage } from './show-whole.ts'
import { workPage } from './show-work.ts'

/** Reading. Every answer with text of a work has passed `closedGate`. */
export function workRoutes(app: App, parts: Parts): void {
  const { db } = parts
  consentRoute(app)

  app.get(paths.work.pattern, async (c) => {
    const viewer = c.get('viewer')
    const workId = idParam(c, 'work')
    if (viewer.kind === 'member') await settlePlaces(db, viewer.accountId)
    const [found, said, reader, challenges, reading, { marks }, hiddenBy] = await Promise.all([
      findWorkPage(db, viewer, workId),
      findResponses(db, viewer, { kind: 'work', workId }, c.get('settings')),
      findReaderOfWork(db, viewer, workId),
      listChallengesOfWork(db, workId),
      findReading(db, viewer, workId),
      listReaderMarks(db, viewer, [workId]),
      listReasons(db, viewer, [workId]),
    ])
    const feed = hasFeed(found.work, c.get('settings'))
    const isTold = found.work.isCreator && c.req.query('new') === 'tags'
    const newTags = isTold ? await listLoneTags(db, workId) : []
    return (
      closedGate(c, found.work) ??
      hotPage(
        c,
        workPage(c.get('chrome'), {
          ...found,
          said,
          reader,
          reading,
          challenges,
          mark: marks.get(workId) ?? null,
          hasFeed: feed,
          hiddenBy: hiddenBy(found.work),
          newTags,
        }),
      )
    )
  })

  app.get(paths.chapter.pattern, async (c) => {
    const viewer = c.get('viewer')
    const place = { workId: idParam(c, 'work'), chapterId: idParam(c, 'chapter') }
    const [found, said, reader, reading] = await Promise.all([
      findChapterPage(db, viewer, place.workId, place.chapterId),
      findResponses(db, viewer, { kind: 'chapter', ...place }, c.get('settings')),
      findReaderOfWork(db, viewer, place.workId),
      findReading(db, viewer, place.workId),
    ])
    const closed = closedGate(c, found.work)
    if (closed) return closed
    if (isReader(c, found.work)) countRead(db, place.workId, place.chapterId)
    const chapterId = found.chapter.postedAt === null ? null : place.chapterId
    if (chapterId !== null) keepPlace(parts, c, found.work, { chapterId, reader })
    return hotPage(c, chapterPage(c.get('chrome'), { ...found, said, reader, reading }))
  })

  app.get(paths.wholeWork.pattern, async (c) => {
    const workId = idParam(c, 'work')
    const [whole, reader, reading] = await Promise.all([
      findWholeWork(db, c.get('viewer'), workId),
      findReaderOfWork(db, c.get('viewer'), workId),
      findReading(db, c.get('viewer'), workId),
    ])
    const closed = closedGate(c, whole.work)
    if (closed) return closed
    keepPlace(parts, c, whole.work, { chapterId: null, reader })
    return page(c, wholePage(c.get('chrome'), { ...whole, reading }))
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

/** In memory alone: the page does not wait for it. */
function keepPlace(
  { db, now }: Parts,
  c: C,
  work: { id: number; state: string; isCreator: boolean },
  { chapterId, reader }: { chapterId: number | null; reader: ReaderOfWork | null },
): void {
  const viewer = c.get('viewer')
  if (viewer.kind === 'guest' || work.state !== 'posted' || !isReader(c, work)) return
  noteOpening(db, viewer, { workId: work.id, chapterId, follows: reader?.follows === true }, now())
}
