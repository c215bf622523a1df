import type { FieldErrors } from '../../../errors.ts'
import { listPseuds } from '../../../people/pseuds.ts'
import type { Member } from '../../../people/viewer.ts'
import type { Db } from '../../../store/database.ts'
import { listFormVocabularies } from '../../../tags/list-form-vocabularies.ts'
import { listNear } from '../../../tags/near-names.ts'
import { listLoneTags, listUnknownNames } from '../../../tags/list-new-tags.ts'
import { deleteWork } from '../../../works/delete-work.ts'
import { checkWorkEdit, editWork } from '../../../works/edit-work.ts'
import { findWorkToEdit, type WorkToEdit } from '../../../works/find-work-to-edit.ts'
import { listAllChapters } from '../../../works/list-chapters.ts'
import { listPlaces } from '../../../works/move-chapter.ts'
import { postWork, withdrawWork } from '../../../works/post-work.ts'
import type { WorkInput } from '../../../works/work-input.ts'
import { type Form, idParam, readForm } from '../../forms.ts'
import type { MessageKey } from '../../messages/messages.ts'
import { requireMember } from '../../middleware/session.ts'
import type { App, Parts } from '../../parts.ts'
import { paths } from '../../paths.ts'
import { type C, page, seeOther } from '../../respond.ts'
import { doneNotice } from '../../ui/done.ts'
import { attempt } from './attempt.ts'
import { choicesOf } from './choices.ts'
import { deleteWorkPage } from './delete-pages.ts'
import { keepingWords } from './kept-page.ts'
import { parseIntent, parseWork } from './parse.ts'
import { editWorkPage } from './work-page.ts'

const NOTICES: Record<string, MessageKey> = {
  saved: 'posting.saved',
  chapter: 'posting.savedChapter',
  held: 'posting.chapterHeld',
  posted: 'posting.chapterPosted',
  moved: 'posting.moved',
  deleted: 'posting.chapterDeleted',
}

export function editWorkRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.editWork.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const saved = await findWorkToEdit(db, member, idParam(c, 'work'))
    return showForm(c, db, { member, saved, notice: doneNotice(NOTICES, c.req.query('done')) })
  })

  app.post(paths.editWork.pattern, async (c) => {
    const form = await readForm(c)
    return keepingWords(c, form, () => takeWork(c, form, { db, now: now() }))
  })

  app.post(paths.publication.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const workId = idParam(c, 'work')
    const isWithdrawn = (await readForm(c)).text('to') === 'draft'
    const tried = await attempt(async () =>
      isWithdrawn ? withdrawWork(db, member, workId) : postWork(db, member, workId, now()),
    )
    if ('done' in tried)
      return seeOther(c, isWithdrawn ? paths.editWork({ work: workId }) : paths.work({ work: workId }))
    const saved = await findWorkToEdit(db, member, workId)
    return showForm(c, db, { member, saved, errors: { form: Object.values(tried.errors)[0]! }, status: 422 })
  })

  // Where somebody lands who had to log in before the button did anything.
  app.get(paths.publication.pattern, (c) => seeOther(c, paths.editWork({ work: idParam(c, 'work') })))

  app.get(paths.deleteWork.pattern, async (c) => {
    const work = await findWorkToEdit(db, requireMember(c.get('viewer')), idParam(c, 'work'))
    const { length } = await listPlaces(db, work.id)
    return page(c, deleteWorkPage(c.get('chrome'), { work, chapterCount: length }))
  })

  app.post(paths.deleteWork.pattern, async (c) => {
    await deleteWork(db, requireMember(c.get('viewer')), idParam(c, 'work'), now())
    return seeOther(c, paths.myWorks({}, { done: 'deleted' }))
  })
}

async function takeWork(c: C, form: Form, { db, now }: { db: Db; now: number }): Promise<Response> {
  const member = requireMember(c.get('viewer'))
  const workId = idParam(c, 'work')
  const saved = await findWorkToEdit(db, member, workId)
  const work = parseWork(form, await vocabulariesOf(db, saved))
  const isPreview = parseIntent(form) === 'preview'
  const sent = { workId, version: form.text('version'), work }
  const tried = await attempt(async () =>
    isPreview ? checkWorkEdit(db, member, saved, work) : editWork(db, member, sent, now),
  )
  if ('done' in tried && !isPreview) return seeOther(c, paths.editWork({ work: workId }, { done: 'saved' }))
  if ('done' in tried) return showForm(c, db, { member, saved: { ...saved, version: sent.version }, work, isPreview })
  const { errors, status } = tried
  const isConflict = status === 409
  const shown = isConflict ? await findWorkToEdit(db, member, workId) : { ...saved, version: sent.version }
  return showForm(c, db, { member, saved: shown, work, errors, status, isConflict })
}

interface Shown {
  member: Member
  saved: WorkToEdit
  work?: WorkInput
  errors?: FieldErrors
  status?: 200 | 409 | 422
  notice?: MessageKey | null
  isPreview?: boolean
  isConflict?: boolean
}

async function showForm(c: C, db: Db, { member, saved, ...shown }: Shown): Promise<Response> {
  const [vocabularies, pseuds, chapters, places] = await Promise.all([
    vocabulariesOf(db, saved),
    listPseuds(db, member),
    listAllChapters(db, saved.id),
    listPlaces(db, saved.id),
  ])
  const heldChapterIds = new Set(places.filter((place) => place.heldAt !== null).map((place) => place.id))
  const work = shown.work ?? { ...inputOf(member, saved), tags: choicesOf(vocabularies, saved.tags) }
  const { errors = {}, notice = null, isPreview = false, isConflict = false, status = 200 } = shown
  const newTags = await newTagsOf(db, { saved, vocabularies, work, isPreview, isSaved: notice === NOTICES.saved })
  const near = status === 422 ? await listNear(db, vocabularies, work.tags) : undefined
  const found = { saved, vocabularies, pseuds, chapters, heldChapterIds, newTags, near }
  return page(c, editWorkPage(c.get('chrome'), { ...found, work, errors, notice, isPreview, isConflict }), status)
}

interface Told {
  saved: WorkToEdit
  vocabularies: Awaited<ReturnType<typeof vocabulariesOf>>
  work: WorkInput
  isPreview: boolean
  isSaved: boolean
}

/** In a preview those that would be new; after saving those that only this work has. */
async function newTagsOf(db: Db, { saved, vocabularies, work, isPreview, isSaved }: Told): Promise<string[]> {
  if (isPreview) return listUnknownNames(db, vocabularies, work.tags)
  return isSaved ? listLoneTags(db, saved.id) : []
}

async function vocabulariesOf(db: Db, saved: WorkToEdit) {
  return listFormVocabularies(
    db,
    saved.tags.map((tag) => tag.id),
  )
}

function inputOf(member: Member, saved: WorkToEdit): Omit<WorkInput, 'tags'> {
  const { title, language, isComplete, isMembersOnly, isRoundRobin, isWithoutDownloads, isWithoutReviews } = saved
  const switches = { isComplete, isMembersOnly, isRoundRobin, isWithoutDownloads, isWithoutReviews }
  const texts = { summary: saved.summarySource, notes: saved.notesSource, endNotes: saved.endNotesSource }
  const own = saved.creators.filter((creator) => creator.accountId === member.accountId)
  const pseudIds = own.map((creator) => creator.pseudId)
  return { title, language, ...switches, pseudIds, ...texts }
}
