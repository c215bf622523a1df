import { listPseuds } from '../../../people/pseuds.ts'
import type { Db } from '../../../store/database.ts'
import { addChapter, checkNewChapter, findWorkToContinue } from '../../../works/add-chapter.ts'
import { type Form, idParam, readForm } from '../../forms.ts'
import { requireMember } from '../../middleware/session.ts'
import type { App, Parts } from '../../parts.ts'
import { paths } from '../../paths.ts'
import { type C, page, seeOther } from '../../respond.ts'
import { attempt, formToken, makeFormToken } from './attempt.ts'
import { placeAfterChapter } from './chapter-routes.ts'
import { newChapterPage } from './chapter-page.ts'
import { keepingWords } from './kept-page.ts'
import { BLANK_CHAPTER } from './new-work-routes.ts'
import { parseChapter, parseIntent } from './parse.ts'

export function newChapterRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.newChapter.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const work = await findWorkToContinue(db, member, idParam(c, 'work'))
    const pseuds = await listPseuds(db, member)
    const chapter = { ...BLANK_CHAPTER, pseudId: work.seesDrafts ? null : member.pseudId }
    const form = { chapter, token: makeFormToken(), errors: {}, isPreview: false }
    return page(c, newChapterPage(c.get('chrome'), { work, pseuds, ...form }))
  })

  app.post(paths.newChapter.pattern, async (c) => {
    const form = await readForm(c)
    return keepingWords(c, form, () => takeNewChapter(c, form, { db, now: now() }))
  })
}

async function takeNewChapter(c: C, form: Form, { db, now }: { db: Db; now: number }): Promise<Response> {
  const member = requireMember(c.get('viewer'))
  const work = await findWorkToContinue(db, member, idParam(c, 'work'))
  const sent = { workId: work.id, chapter: parseChapter(form) }
  const intent = parseIntent(form)
  const token = formToken(form)
  const tried = await attempt(async () => {
    if (intent !== 'preview') return addChapter(db, member, { ...sent, intent, token }, now)
    await checkNewChapter(db, member, sent)
    return null
  })
  if ('done' in tried && tried.done) return seeOther(c, await placeAfterChapter(db, member, tried.done))
  const shown = { work, pseuds: await listPseuds(db, member), chapter: sent.chapter }
  if ('done' in tried) return page(c, newChapterPage(c.get('chrome'), { ...shown, token, errors: {}, isPreview: true }))
  const { errors, status } = tried
  const nextToken = status === 409 ? makeFormToken() : token
  return page(c, newChapterPage(c.get('chrome'), { ...shown, token: nextToken, errors, isPreview: false }), status)
}
