import type { FieldErrors } from '../../../errors.ts'
import { listReturnReasons } from '../../../moderation/decide-on-chapter.ts'
import { listPseuds } from '../../../people/pseuds.ts'
import type { Member } from '../../../people/viewer.ts'
import type { Db } from '../../../store/database.ts'
import { deleteChapter, findChapterToDelete } from '../../../works/delete-chapter.ts'
import { checkChapter, editChapter } from '../../../works/edit-chapter.ts'
import { type ChapterToEdit, findChapterToEdit } from '../../../works/find-chapter-to-edit.ts'
import { moveChapter } from '../../../works/move-chapter.ts'
import { canPostChapter } from '../../../works/permissions.ts'
import { type ChapterPlace, postChapter, withdrawChapter } from '../../../works/post-chapter.ts'
import type { ChapterInput } from '../../../works/work-input.ts'
import { type Form, idParam, readForm } from '../../forms.ts'
import type { MessageKey } from '../../messages/messages.ts'
import { requireMember } from '../../middleware/session.ts'
import type { App, Parts } from '../../parts.ts'
import { paths } from '../../paths.ts'
import { type C, page, seeOther } from '../../respond.ts'
import { doneNotice } from '../../ui/done.ts'
import { attempt } from './attempt.ts'
import { editChapterPage } from './chapter-page.ts'
import { deleteChapterPage } from './delete-pages.ts'
import { keepingWords } from './kept-page.ts'
import { parseChapter, parseIntent } from './parse.ts'

const NOTICES: Record<string, MessageKey> = {
  chapter: 'posting.savedChapter',
  held: 'posting.chapterHeld',
  posted: 'posting.chapterPosted',
}

export function editChapterRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.editChapter.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const { workId, chapterId } = placeOf(c)
    const saved = await findChapterToEdit(db, member, workId, chapterId)
    const notice = saved.state === 'held' ? null : doneNotice(NOTICES, c.req.query('done'))
    return showForm(c, db, { member, saved, notice })
  })

  app.post(paths.editChapter.pattern, async (c) => {
    const form = await readForm(c)
    return keepingWords(c, form, () => takeChapter(c, form, { db, now: now() }))
  })

  app.post(paths.chapterPublication.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const place = placeOf(c)
    if ((await readForm(c)).text('to') === 'draft') await withdrawChapter(db, member, place)
    else await postChapter(db, member, place, now())
    return seeOther(c, paths.editChapter({ work: place.workId, chapter: place.chapterId }))
  })

  app.post(paths.chapterPlace.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const direction = (await readForm(c)).text('direction') === 'up' ? 'up' : 'down'
    await moveChapter(db, member, { ...placeOf(c), direction }, now())
    return seeOther(c, paths.editWork({ work: placeOf(c).workId }, { done: 'moved' }))
  })

  // Where somebody lands who had to log in before a button did anything.
  for (const { pattern } of [paths.chapterPublication, paths.chapterPlace])
    app.get(pattern, (c) => seeOther(c, paths.editWork({ work: placeOf(c).workId })))

  app.get(paths.deleteChapter.pattern, async (c) => {
    const chapter = await findChapterToDelete(db, requireMember(c.get('viewer')), placeOf(c))
    return page(c, deleteChapterPage(c.get('chrome'), chapter))
  })

  app.post(paths.deleteChapter.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const { work } = await findChapterToDelete(db, member, placeOf(c))
    await deleteChapter(db, member, placeOf(c), now())
    return seeOther(c, work.seesDrafts ? paths.editWork({ work: work.id }, { done: 'deleted' }) : paths.myWorks({}))
  })
}

function placeOf(c: C): ChapterPlace {
  return { workId: idParam(c, 'work'), chapterId: idParam(c, 'chapter') }
}

/** Back to the work for those who look after it, else to the chapter. */
export async function placeAfterChapter(db: Db, member: Member, { workId, chapterId }: ChapterPlace): Promise<string> {
  const { state, work } = await findChapterToEdit(db, member, workId, chapterId)
  const done = state === 'draft' ? 'chapter' : state
  const isPosted = state === 'posted' && work.state === 'posted'
  if (isPosted) return paths.chapter({ work: workId, chapter: chapterId })
  if (work.seesDrafts) return paths.editWork({ work: workId }, { done })
  return paths.editChapter({ work: workId, chapter: chapterId }, { done })
}

async function takeChapter(c: C, form: Form, { db, now }: { db: Db; now: number }): Promise<Response> {
  const member = requireMember(c.get('viewer'))
  const place = placeOf(c)
  const saved = await findChapterToEdit(db, member, place.workId, place.chapterId)
  const chapter = parseChapter(form)
  const intent = parseIntent(form)
  const version = form.text('version')
  const tried = await attempt(() =>
    intent === 'preview'
      ? checkChapter(db, member, saved, chapter)
      : editChapter(db, member, { ...place, chapter, intent, version }, now),
  )
  if ('done' in tried && intent !== 'preview') return seeOther(c, await placeAfterChapter(db, member, place))
  if ('done' in tried) return showForm(c, db, { member, saved: { ...saved, version }, chapter, isPreview: true })
  const { errors, status } = tried
  const isConflict = status === 409
  const shown = isConflict ? await findChapterToEdit(db, member, place.workId, place.chapterId) : { ...saved, version }
  return showForm(c, db, { member, saved: shown, chapter, errors, status, isConflict })
}

interface Shown {
  member: Member
  saved: ChapterToEdit
  chapter?: ChapterInput
  errors?: FieldErrors
  status?: 200 | 409 | 422
  notice?: MessageKey | null
  isPreview?: boolean
  isConflict?: boolean
}

async function showForm(c: C, db: Db, { member, saved, ...shown }: Shown): Promise<Response> {
  const [pseuds, reasons] = await Promise.all([listPseuds(db, member), listReturnReasons(db, [saved.id])])
  const { errors = {}, notice = null, isPreview = false, isConflict = false, status = 200 } = shown
  const mayPost = canPostChapter(member, saved.work, saved)
  const found = { saved, pseuds, mayPost, returned: reasons.get(saved.id) ?? null }
  const chapter = shown.chapter ?? inputOf(saved)
  return page(c, editChapterPage(c.get('chrome'), { ...found, chapter, errors, notice, isPreview, isConflict }), status)
}

function inputOf(saved: ChapterToEdit): ChapterInput {
  const { title, notesSource, source, endNotesSource, format, pseudId } = saved
  return {
    title,
    language: saved.language ?? '',
    notes: notesSource,
    text: source,
    endNotes: endNotesSource,
    format,
    pseudId,
  }
}
