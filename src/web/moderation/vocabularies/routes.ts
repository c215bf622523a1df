import { addPresetVocabulary } from '../../../moderation/vocabularies/add-preset-vocabulary.ts'
import {
  deleteVocabulary,
  previewVocabularyDeletion,
  type TagsOfDeleted,
} from '../../../moderation/vocabularies/delete-vocabulary.ts'
import {
  countAtOdds,
  findVocabularyToEdit,
  listVocabulariesToKeep,
} from '../../../moderation/vocabularies/find-vocabulary-to-edit.ts'
import { moveVocabulary } from '../../../moderation/vocabularies/move-vocabulary.ts'
import { refuseOtherThanDefiners } from '../../../moderation/vocabularies/permissions.ts'
import { addVocabulary, changeVocabulary } from '../../../moderation/vocabularies/save-vocabulary.ts'
import { listMissing, PRESETS } from '../../../tags/presets.ts'
import { type Form, idParam, parseId, readForm } from '../../forms.ts'
import { requireMember } from '../../middleware/session.ts'
import type { App, Parts } from '../../parts.ts'
import { paths } from '../../paths.ts'
import { type C, page, seeOther } from '../../respond.ts'
import { doneNotice } from '../../ui/done.ts'
import { attempt } from '../../works/edit/attempt.ts'
import { deleteVocabularyPage } from './delete-page.ts'
import { vocabularyForm } from './form-page.ts'
import { vocabulariesPage } from './list-page.ts'
import { inputOf, NEW_VOCABULARY, parseVocabulary } from './parse.ts'

const NOTICES = { saved: 'rooms.saved', deleted: 'rooms.deleted' } as const

export function vocabulariesRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.vocabularies.pattern, async (c) => {
    const vocabularies = await listVocabulariesToKeep(db, requireMember(c.get('viewer')))
    const notice = doneNotice(NOTICES, c.req.query('done'))
    return page(c, vocabulariesPage(c.get('chrome'), { vocabularies, missing: await listMissing(db), notice }))
  })

  app.post(paths.addVocabulary.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    const [preset, slug = ''] = (await readForm(c)).text('add').split('/')
    const known = PRESETS.find((one) => one === preset)
    if (known) await addPresetVocabulary(db, admin, { preset: known, slug }, now())
    return seeOther(c, paths.vocabularies({}, { done: 'saved' }))
  })

  app.get(paths.newVocabulary.pattern, (c) => {
    refuseOtherThanDefiners(requireMember(c.get('viewer')))
    const around = { vocabularyId: null, savedName: '', atOdds: null, notice: null, errors: {} }
    return page(c, vocabularyForm(c.get('chrome'), { ...around, vocabulary: NEW_VOCABULARY }))
  })

  app.post(paths.newVocabulary.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    const vocabulary = parseVocabulary(await readForm(c))
    const tried = await attempt(() => addVocabulary(db, admin, vocabulary, now()))
    if ('done' in tried) return seeOther(c, paths.keptTags({ kind: tried.done }, { done: 'made' }))
    const around = { vocabularyId: null, savedName: '', atOdds: null, notice: null, errors: tried.errors }
    return page(c, vocabularyForm(c.get('chrome'), { ...around, vocabulary }), tried.status)
  })

  app.get(paths.editVocabulary.pattern, async (c) => {
    const saved = await findVocabularyToEdit(db, requireMember(c.get('viewer')), idParam(c, 'kind'))
    const notice = doneNotice(NOTICES, c.req.query('done'))
    const around = { vocabularyId: saved.id, savedName: saved.name, notice, errors: {} }
    const atOdds = await countAtOdds(db, saved)
    return page(c, vocabularyForm(c.get('chrome'), { ...around, atOdds, vocabulary: inputOf(saved) }))
  })

  app.post(paths.editVocabulary.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    const saved = await findVocabularyToEdit(db, admin, idParam(c, 'kind'))
    const vocabulary = parseVocabulary(await readForm(c))
    const tried = await attempt(() => changeVocabulary(db, admin, { vocabularyId: saved.id, ...vocabulary }, now()))
    if ('done' in tried) return seeOther(c, paths.editVocabulary({ kind: saved.id }, { done: 'saved' }))
    const around = { vocabularyId: saved.id, savedName: saved.name, atOdds: null, notice: null, errors: tried.errors }
    return page(c, vocabularyForm(c.get('chrome'), { ...around, vocabulary }), tried.status)
  })

  app.post(paths.moveVocabulary.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    const to = (await readForm(c)).text('to') === 'up' ? 'up' : 'down'
    await moveVocabulary(db, admin, { vocabularyId: idParam(c, 'kind'), to }, now())
    return seeOther(c, paths.vocabularies({}))
  })

  app.get(paths.deleteVocabulary.pattern, async (c) => showDeletion(c, { chosen: '', errors: {}, status: 200 }))

  app.post(paths.deleteVocabulary.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    const vocabularyId = idParam(c, 'kind')
    const form = await readForm(c)
    const tried = await attempt(() => deleteVocabulary(db, admin, { vocabularyId, tags: parseChoice(form) }, now()))
    if ('done' in tried) return seeOther(c, paths.vocabularies({}, { done: 'deleted' }))
    return showDeletion(c, { chosen: form.text('tags'), ...tried })
  })

  async function showDeletion(
    c: C,
    { status, ...shown }: { chosen: string; errors: Record<string, string>; status: 200 | 409 | 422 },
  ) {
    const preview = await previewVocabularyDeletion(db, requireMember(c.get('viewer')), idParam(c, 'kind'))
    return page(c, deleteVocabularyPage(c.get('chrome'), { ...preview, ...shown }), status)
  }
}

function parseChoice(form: Form): TagsOfDeleted {
  const chosen = form.text('tags')
  if (chosen === 'gone') return 'gone'
  const into = parseId(chosen)
  return into === null ? null : { into }
}
