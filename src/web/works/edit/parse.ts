import { tagField, type TagChoice } from '../../../tags/choose-tags.ts'
import type { FormVocabulary } from '../../../tags/list-form-vocabularies.ts'
import type { ChapterInput, Intent, WorkInput } from '../../../works/work-input.ts'
import type { Form } from '../../forms.ts'
import { answeredNear } from './near-field.ts'

/** Forms say this in place of a language's code when the code is in the field beside it. */
export const OTHER_LANGUAGE = 'other'

export function parseWork(form: Form, vocabularies: readonly FormVocabulary[]): WorkInput {
  const language = form.text('language')
  return {
    title: form.text('title'),
    language: language === OTHER_LANGUAGE ? form.text('other_language').trim() : language,
    summary: form.text('summary').trim(),
    notes: form.text('notes').trim(),
    endNotes: form.text('end_notes').trim(),
    isComplete: form.has('complete'),
    isMembersOnly: form.has('members_only'),
    isRoundRobin: form.has('round_robin'),
    isWithoutDownloads: form.has('no_downloads'),
    isWithoutReviews: form.has('no_reviews'),
    pseudIds: form.ids('pseuds'),
    tags: parseTagChoices(form, vocabularies),
  }
}

export function parseTagChoices(form: Form, vocabularies: readonly FormVocabulary[]): Map<number, TagChoice> {
  return new Map(vocabularies.map((vocabulary) => [vocabulary.id, parseTags(form, vocabulary)]))
}

function parseTags(form: Form, vocabulary: FormVocabulary): TagChoice {
  const name = tagField(vocabulary)
  return vocabulary.tags ? { picked: [...new Set(form.ids(name))] } : answeredNear(form, name)
}

export function parseChapter(form: Form): ChapterInput {
  return {
    title: form.text('chapter_title'),
    language: form.text('chapter_language'),
    notes: form.text('chapter_notes').trim(),
    text: form.text('text'),
    endNotes: form.text('chapter_end_notes').trim(),
    format: form.text('format') === 'plain' ? 'plain' : 'html',
    pseudId: form.id('pseud'),
  }
}

/** Which of the form's buttons was pressed. */
export function parseIntent(form: Form): Intent | 'preview' {
  const intent = form.text('intent')
  return intent === 'post' || intent === 'preview' ? intent : 'save'
}
