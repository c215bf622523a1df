import type { Member } from '../../../people/viewer.ts'
import { listPseuds } from '../../../people/pseuds.ts'
import type { Db } from '../../../store/database.ts'
import { listFormVocabularies } from '../../../tags/list-form-vocabularies.ts'
import { listNear } from '../../../tags/near-names.ts'
import { listLoneTags, listUnknownNames } from '../../../tags/list-new-tags.ts'
import { checkNewWork, createWork } from '../../../works/create-work.ts'
import { standingOf } from '../../../works/standing.ts'
import type { ChapterInput, WorkInput } from '../../../works/work-input.ts'
import { type Form, readForm } from '../../forms.ts'
import { requireMember } from '../../middleware/session.ts'
import type { App, Parts } from '../../parts.ts'
import { paths } from '../../paths.ts'
import { type C, page, seeOther } from '../../respond.ts'
import { attempt, formToken, makeFormToken } from './attempt.ts'
import { keepingWords } from './kept-page.ts'
import { type NewWorkProps, newWorkPage } from './new-work-page.ts'
import { parseChapter, parseIntent, parseWork } from './parse.ts'

export function newWorkRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.newWork.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const work = blankWork(member, c.get('settings').language)
    const form = { work, chapter: BLANK_CHAPTER, token: makeFormToken(), errors: {}, isPreview: false, newTags: [] }
    return page(c, newWorkPage(c.get('chrome'), { ...form, ...(await findAround(c, db, member)) }))
  })

  app.post(paths.newWork.pattern, async (c) => {
    const form = await readForm(c)
    return keepingWords(c, form, () => takeNewWork(c, form, { db, now: now() }))
  })
}

async function takeNewWork(c: C, form: Form, { db, now }: { db: Db; now: number }): Promise<Response> {
  const member = requireMember(c.get('viewer'))
  const around = await findAround(c, db, member)
  const sent = { work: parseWork(form, around.vocabularies), chapter: parseChapter(form) }
  const intent = parseIntent(form)
  const token = formToken(form)
  const tried = await attempt(async () => {
    if (intent !== 'preview') return createWork(db, member, { ...sent, intent, token }, now)
    await checkNewWork(db, member, sent)
    return null
  })
  if ('done' in tried) {
    if (tried.done) return seeOther(c, await placeAfter(db, tried.done.workId, intent))
    const newTags = await listUnknownNames(db, around.vocabularies, sent.work.tags)
    return page(c, newWorkPage(c.get('chrome'), { ...around, ...sent, token, errors: {}, isPreview: true, newTags }))
  }
  const { errors, status } = tried
  const nextToken = status === 409 ? makeFormToken() : token
  const near = await listNear(db, around.vocabularies, sent.work.tags)
  const props = { ...around, ...sent, token: nextToken, errors, isPreview: false, newTags: [], near }
  return page(c, newWorkPage(c.get('chrome'), props), status)
}

/** An author who posts lands on the work, which tells them of tags that nobody else has. */
async function placeAfter(db: Db, workId: number, intent: string): Promise<string> {
  if (intent !== 'post') return paths.editWork({ work: workId }, { done: 'saved' })
  const isTold = (await listLoneTags(db, workId)).length > 0
  return paths.work({ work: workId }, { new: isTold ? 'tags' : null })
}

type Around = Pick<NewWorkProps, 'vocabularies' | 'pseuds' | 'standing' | 'rulesHtml'>

async function findAround(c: C, db: Db, member: Member): Promise<Around> {
  const { submissions, submissionRulesHtml } = c.get('settings')
  const [vocabularies, pseuds] = await Promise.all([listFormVocabularies(db, []), listPseuds(db, member)])
  return { vocabularies, pseuds, standing: standingOf(member, submissions), rulesHtml: submissionRulesHtml }
}

function blankWork(member: Member, language: string): WorkInput {
  return {
    title: '',
    language,
    summary: '',
    notes: '',
    endNotes: '',
    isComplete: false,
    isMembersOnly: false,
    isRoundRobin: false,
    isWithoutDownloads: false,
    isWithoutReviews: false,
    pseudIds: [member.pseudId],
    tags: new Map(),
  }
}

export const BLANK_CHAPTER: ChapterInput = {
  title: '',
  language: '',
  notes: '',
  text: '',
  endNotes: '',
  format: 'html',
  pseudId: null,
}
