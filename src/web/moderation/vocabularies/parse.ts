import type { TagInput } from '../../../moderation/vocabularies/save-tag.ts'
import { ROLES, type VocabularyInput } from '../../../moderation/vocabularies/vocabulary-input.ts'
import type { VocabularyToEdit } from '../../../moderation/vocabularies/find-vocabulary-to-edit.ts'
import type { Form } from '../../forms.ts'

export const NEW_VOCABULARY: VocabularyInput = {
  name: '',
  slug: '',
  role: 'facet',
  closed: true,
  many: true,
  required: false,
  least: 0,
  most: 0,
  spoiler: false,
  onBlurb: true,
  inHead: true,
  inFilters: true,
  inBrowse: true,
  description: '',
}

export function parseVocabulary(form: Form): VocabularyInput {
  return {
    name: form.text('name'),
    slug: form.text('slug'),
    role: ROLES.find((role) => role === form.text('role')) ?? 'facet',
    closed: form.has('closed'),
    many: form.has('many'),
    required: form.has('required'),
    least: parseLimit(form.text('least')),
    most: parseLimit(form.text('most')),
    spoiler: form.has('spoiler'),
    onBlurb: form.has('onBlurb'),
    inHead: form.has('inHead'),
    inFilters: form.has('inFilters'),
    inBrowse: form.has('inBrowse'),
    description: form.text('description'),
  }
}

/** Empty is no limit; what is no number is NaN, which is refused beside the field. */
function parseLimit(text: string): number {
  const digits = text.trim()
  if (digits === '') return 0
  return /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN
}

/** The saved row as its form shows it. */
export function inputOf(row: VocabularyToEdit): VocabularyInput {
  return {
    name: row.name,
    slug: row.slug,
    role: row.role,
    closed: row.closed === 1,
    many: row.many === 1,
    required: row.required === 1,
    least: row.least,
    most: row.most,
    spoiler: row.spoiler === 1,
    onBlurb: row.on_blurb === 1,
    inHead: row.in_head === 1,
    inFilters: row.in_filters === 1,
    inBrowse: row.in_browse === 1,
    description: row.description_source || row.description_html,
  }
}

export function parseTag(form: Form): TagInput {
  return {
    name: form.text('name'),
    description: form.text('description'),
    above: form.text('above'),
    fandoms: form.text('fandoms'),
    imageUrl: form.text('imageUrl'),
    locked: form.has('locked'),
    hidden: form.has('hidden'),
    membersOnly: form.has('membersOnly'),
    ageConsent: form.has('ageConsent'),
    warnFirst: form.has('warnFirst'),
    warningText: form.text('warningText'),
  }
}
