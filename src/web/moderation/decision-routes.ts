import { Refusal, type FieldErrors } from '../../errors.ts'
import { approveChapter, findChapterToDecideOn, returnChapter } from '../../moderation/decide-on-chapter.ts'
import {
  approveWork,
  findWorkToDecideOn,
  hideWorkFromReaders,
  returnWork,
  showWorkAgain,
} from '../../moderation/decide-on-work.ts'
import { listDecisions } from '../../moderation/record-decision.ts'
import type { Db } from '../../store/database.ts'
import { type Form, idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { attempt } from '../works/edit/attempt.ts'
import { decisionPage } from './decision-page.ts'

export function decisionRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.workDecision.pattern, async (c) => showWorkForm(c, db))

  app.post(paths.workDecision.pattern, async (c) => {
    const form = await readForm(c)
    const tried = await attempt(() => decideOnWork(c, db, form, now()))
    if ('errors' in tried)
      return showWorkForm(c, db, { ...tried, reason: form.text('reason'), letter: form.text('letter') })
    return seeOther(c, paths.queue({}, { done: 'yes' }))
  })

  app.get(paths.chapterDecision.pattern, async (c) => showChapterForm(c, db))

  app.post(paths.chapterDecision.pattern, async (c) => {
    const form = await readForm(c)
    const tried = await attempt(() => decideOnChapter(c, db, form, now()))
    if ('errors' in tried)
      return showChapterForm(c, db, { ...tried, reason: form.text('reason'), letter: form.text('letter') })
    return seeOther(c, paths.queue({}, { done: 'yes' }))
  })
}

async function decideOnWork(c: C, db: Db, form: Form, now: number): Promise<void> {
  const moderator = requireMember(c.get('viewer'))
  const workId = idParam(c, 'work')
  const reason = form.text('reason')
  const verdict = form.text('verdict')
  if (verdict === 'approved') return approveWork(db, moderator, { workId, letter: form.text('letter') }, now)
  if (verdict === 'returned') return returnWork(db, moderator, { workId, reason }, now)
  if (verdict === 'hidden') return hideWorkFromReaders(db, moderator, { workId, reason }, now)
  if (verdict === 'shown') return showWorkAgain(db, moderator, workId, now)
  throw unknownVerdict(c)
}

async function decideOnChapter(c: C, db: Db, form: Form, now: number): Promise<void> {
  const moderator = requireMember(c.get('viewer'))
  const place = { workId: idParam(c, 'work'), chapterId: idParam(c, 'chapter') }
  const verdict = form.text('verdict')
  if (verdict === 'approved') return approveChapter(db, moderator, place, now)
  if (verdict === 'returned') return returnChapter(db, moderator, { ...place, reason: form.text('reason') }, now)
  throw unknownVerdict(c)
}

function unknownVerdict(c: C): Refusal {
  return new Refusal('invalid', c.get('t')('site.badRequest'))
}

interface Refused {
  errors: FieldErrors
  status: 409 | 422
  reason: string
  letter: string
}

async function showWorkForm(c: C, db: Db, refused?: Refused): Promise<Response> {
  const work = await findWorkToDecideOn(db, requireMember(c.get('viewer')), idParam(c, 'work'))
  const props = { work, chapter: null, decisions: await listDecisions(db, work.id), ...shownOf(c, work, refused) }
  return page(c, decisionPage(c.get('chrome'), props), refused?.status)
}

async function showChapterForm(c: C, db: Db, refused?: Refused): Promise<Response> {
  const place = { workId: idParam(c, 'work'), chapterId: idParam(c, 'chapter') }
  const chapter = await findChapterToDecideOn(db, requireMember(c.get('viewer')), place)
  const decisions = await listDecisions(db, place.workId)
  const props = { work: chapter.work, chapter, decisions, ...shownOf(c, chapter.work, refused) }
  return page(c, decisionPage(c.get('chrome'), props), refused?.status)
}

/** What was typed, or else the archive's own letters. */
function shownOf(c: C, { title }: { title: string }, refused: Refused | undefined) {
  const { approvalLetter, returnLetter } = c.get('settings')
  const { archiveName, viewer } = c.get('chrome')
  const values = { title, archive: archiveName, moderator: viewer.kind === 'member' ? viewer.name : '' }
  const filled = (letter: string) =>
    letter.replace(/\{(title|archive|moderator)\}/g, (_, word: keyof typeof values) => values[word])
  return {
    errors: refused?.errors ?? {},
    reason: refused?.reason ?? filled(returnLetter),
    letter: refused?.letter ?? filled(approvalLetter),
  }
}
