import { addTags } from '../../../moderation/vocabularies/add-tags.ts'
import { deleteTag, previewTagDeletion } from '../../../moderation/vocabularies/delete-tag.ts'
import { findKeptTag, type KeptTag } from '../../../moderation/vocabularies/find-kept-tag.ts'
import { findVocabularyToKeep } from '../../../moderation/vocabularies/find-vocabulary-to-edit.ts'
import { listKeptTags } from '../../../moderation/vocabularies/list-kept-tags.ts'
import { moveTag, orderByName, type Step } from '../../../moderation/vocabularies/order-tags.ts'
import { describedBy, saveTag, type TagInput } from '../../../moderation/vocabularies/save-tag.ts'
import { findPlaces, type TagPlaces, typedNames } from '../../../moderation/vocabularies/tag-places.ts'
import { parsePage } from '../../../store/paging.ts'
import { type Form, idParam, readForm } from '../../forms.ts'
import { requireMember } from '../../middleware/session.ts'
import type { App, Parts } from '../../parts.ts'
import { paths } from '../../paths.ts'
import { type C, page, seeOther } from '../../respond.ts'
import { confirmDelete } from '../../ui/confirm-delete.ts'
import { attempt } from '../../works/edit/attempt.ts'
import { parseTag } from './parse.ts'
import { keptTagPage } from './tag-page.ts'
import { type KeptTagsProps, keptTagsPage } from './tags-page.ts'

const PER_PAGE = 100
const NOTHING: Pick<KeptTagsProps, 'added' | 'errors'> = { added: { names: '', fandoms: '' }, errors: {} }

export function keptTagsRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.keptTags.pattern, async (c) => showTags(c, { ...NOTHING, notice: noticeOf(c) }))

  app.post(paths.keptTags.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const kind = idParam(c, 'kind')
    const form = await readForm(c)
    const added = { names: form.text('names'), fandoms: form.text('fandoms') }
    const tried = await attempt(() => addTags(db, member, { vocabularyId: kind, ...added }, now()))
    if ('done' in tried) return seeOther(c, paths.keptTags({ kind }, { done: 'added', ...tried.done }))
    return showTags(c, { added, errors: tried.errors, notice: null }, tried.status)
  })

  app.post(paths.orderTags.pattern, async (c) => {
    const kind = idParam(c, 'kind')
    await orderByName(db, requireMember(c.get('viewer')), kind, now())
    return seeOther(c, paths.keptTags({ kind }, { done: 'saved' }))
  })

  app.get(paths.keptTag.pattern, async (c) => {
    const saved = await findKeptTag(db, requireMember(c.get('viewer')), idParam(c, 'kept'))
    const notice = c.req.query('done') === 'saved' ? 'rooms.saved' : null
    const tag = inputOf(saved, await findPlaces(db, saved.id))
    return page(c, keptTagPage(c.get('chrome'), { saved, tag, notice, errors: {} }))
  })

  app.post(paths.keptTag.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const tagId = idParam(c, 'kept')
    const tag = parseTag(await readForm(c))
    const tried = await attempt(() => saveTag(db, member, { tagId, ...tag }, now()))
    if ('done' in tried) return seeOther(c, paths.keptTag({ kept: tagId }, { done: 'saved' }))
    const saved = await findKeptTag(db, member, tagId)
    return page(c, keptTagPage(c.get('chrome'), { saved, tag, notice: null, errors: tried.errors }), tried.status)
  })

  app.post(paths.moveTag.pattern, async (c) => {
    const to = parseStep(await readForm(c))
    const tag = await moveTag(db, requireMember(c.get('viewer')), { tagId: idParam(c, 'kept'), to }, now())
    if (typeof to === 'object') return seeOther(c, paths.keptTag({ kept: tag.id }, { done: 'saved' }))
    const number = parsePage(c.req.query('page'))
    return seeOther(c, paths.keptTags({ kind: tag.vocabulary_id }, { page: number === 1 ? null : number }))
  })

  app.get(paths.deleteTag.pattern, async (c) => {
    const kept = idParam(c, 'kept')
    const { tag, workCount } = await previewTagDeletion(db, requireMember(c.get('viewer')), kept)
    const t = c.get('t')
    const title = t('vocabularies.deleteTitle', { name: tag.name })
    const warning = t('vocabularies.deleteTagWorks', { count: workCount })
    const ways = { action: paths.deleteTag({ kept }), back: paths.keptTags({ kind: tag.vocabulary_id }) }
    return page(c, confirmDelete(c.get('chrome'), { title, warning, ...ways }))
  })

  app.post(paths.deleteTag.pattern, async (c) => {
    const tag = await deleteTag(db, requireMember(c.get('viewer')), idParam(c, 'kept'), now())
    return seeOther(c, paths.keptTags({ kind: tag.vocabulary_id }, { done: 'deleted' }))
  })

  async function showTags(
    c: C,
    shown: Pick<KeptTagsProps, 'added' | 'errors' | 'notice'>,
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> {
    const member = requireMember(c.get('viewer'))
    const vocabulary = await findVocabularyToKeep(db, member, idParam(c, 'kind'))
    const find = (c.req.query('find') ?? '').slice(0, 200).trim() || null
    const place = { vocabularyId: vocabulary.id, words: find }
    const tags = await listKeptTags(db, member, place, { page: parsePage(c.req.query('page')), perPage: PER_PAGE })
    return page(c, keptTagsPage(c.get('chrome'), { vocabulary, tags, find, ...shown }), status)
  }
}

function noticeOf(c: C): string | null {
  const t = c.get('t')
  const done = c.req.query('done')
  if (done === 'made') return t('vocabularies.made')
  if (done === 'saved') return t('rooms.saved')
  if (done === 'deleted') return t('rooms.deleted')
  if (done !== 'added') return null
  const count = (name: string) => (/^\d{1,4}$/.test(c.req.query(name) ?? '') ? Number(c.req.query(name)) : 0)
  return t('vocabularies.added', { added: count('added'), there: count('there') })
}

function parseStep(form: Form): Step {
  const place = form.text('place').trim()
  if (/^\d{1,9}$/.test(place)) return { place: Number(place) }
  return form.text('to') === 'up' ? 'up' : 'down'
}

function inputOf(tag: KeptTag, { above, fandoms }: TagPlaces): TagInput {
  return {
    name: tag.name,
    description: describedBy(tag),
    above: typedNames(above),
    fandoms: typedNames(fandoms),
    imageUrl: tag.image_url ?? '',
    locked: tag.locked === 1,
    hidden: tag.hidden === 1,
    membersOnly: tag.members_only === 1,
    ageConsent: tag.age_consent === 1,
    warnFirst: tag.warn_first === 1,
    warningText: tag.warning_text,
  }
}
