import type { FieldErrors } from '../../../errors.ts'
import type { NearNames } from '../../../tags/near-names.ts'
import type { FormVocabulary } from '../../../tags/list-form-vocabularies.ts'
import { tagField } from '../../../tags/choose-tags.ts'
import { LONGEST_TITLE } from '../../../works/check-input.ts'
import type { ChapterInput, WorkInput } from '../../../works/work-input.ts'
import type { Messages } from '../../messages/messages.ts'
import { checkField, selectField, textArea, textField } from '../../ui/field.ts'
import { html, type Html } from '../../ui/html.ts'
import { checkGroup, vocabularyField } from './choices.ts'
import { LANGUAGES } from './languages.ts'
import { OTHER_LANGUAGE } from './parse.ts'

export interface OwnPseud {
  id: number
  name: string
}

export interface WorkFields {
  t: Messages
  work: WorkInput
  vocabularies: readonly FormVocabulary[]
  /** The member's own pen names; none where others' works are mended. */
  pseuds: readonly OwnPseud[]
  errors: FieldErrors
  /** New names of tags that look like others, to be asked about. */
  near?: NearNames
}

/** Everything about a work but its text. */
export function workFields(props: WorkFields): Html {
  const { t, work, vocabularies, errors } = props
  const fandoms = vocabularies.filter(({ role }) => role === 'fandom').map(tagField)
  return html`${textField({
    name: 'title',
    label: t('posting.title'),
    value: work.title,
    error: errors.title,
    required: true,
    maxLength: work.title.length > LONGEST_TITLE ? undefined : LONGEST_TITLE,
  })}
  ${pseudField(props)} ${languageFields(props)}
  ${vocabularies.map((vocabulary) => {
    const [choice, error] = [work.tags.get(vocabulary.id), errors[tagField(vocabulary)]]
    const near = props.near?.get(vocabulary.id)
    return vocabularyField({ t, vocabulary, choice, error, fandoms, near })
  })}
  ${textArea({ name: 'summary', label: t('posting.summary'), hint: t('posting.briefHint'), value: work.summary, error: errors.summary, rows: 5 })}
  ${textArea({ name: 'notes', label: t('posting.notes'), hint: t('posting.notesHint'), value: work.notes, error: errors.notes, rows: 3 })}
  ${textArea({ name: 'end_notes', label: t('posting.endNotes'), hint: t('posting.endNotesHint'), value: work.endNotes, error: errors.end_notes, rows: 3 })}
  ${checkGroup({ name: 'about', legend: t('posting.about'), error: undefined, checks: flags(t, work) })}`
}

function flags(t: Messages, work: WorkInput): Html[] {
  const boxes = [
    checkField({ name: 'complete', label: t('posting.complete'), checked: work.isComplete }),
    checkField({ name: 'members_only', label: t('posting.membersOnly'), checked: work.isMembersOnly }),
    checkField({ name: 'round_robin', label: t('posting.roundRobin'), checked: work.isRoundRobin }),
    checkField({ name: 'no_downloads', label: t('posting.noDownloads'), checked: work.isWithoutDownloads }),
    checkField({ name: 'no_reviews', label: t('posting.noReviews'), checked: work.isWithoutReviews }),
  ]
  return boxes.map((box) => html`<li class="alone">${box}</li>`)
}

/** Nothing to choose for those with one name. */
function pseudField({ t, work, pseuds, errors }: WorkFields): Html | false {
  const [only] = pseuds
  if (!only) return false
  if (pseuds.length === 1 && !errors.pseuds) return html`<input type="hidden" name="pseuds" value="${only.id}" />`
  const checks = pseuds.map(
    ({ id, name }) =>
      html`<li>${checkField({ name: 'pseuds', value: id, label: name, checked: work.pseudIds.includes(id) })}</li>`,
  )
  return checkGroup({ name: 'pseuds', legend: t('posting.names'), error: errors.pseuds, checks })
}

function languageFields({ t, work, errors }: WorkFields): Html {
  const isListed = LANGUAGES.some(({ value }) => value === work.language)
  return html`<div class="pair">
    ${selectField({
      name: 'language',
      label: t('posting.language'),
      value: isListed ? work.language : OTHER_LANGUAGE,
      choices: [...LANGUAGES, { value: OTHER_LANGUAGE, label: t('posting.otherLanguageChoice') }],
      error: errors.language,
    })}
    ${textField({
      name: 'other_language',
      label: t('posting.otherLanguage'),
      hint: t('posting.otherLanguageHint'),
      value: isListed ? '' : work.language,
    })}
  </div>`
}

export interface ChapterFields {
  t: Messages
  chapter: ChapterInput
  errors: FieldErrors
}

export function chapterFields({ t, chapter, errors }: ChapterFields): Html {
  return html`${textField({ name: 'chapter_title', label: t('posting.chapterTitle'), hint: t('posting.optional'), value: chapter.title, error: errors.chapter_title })}
  ${textArea({ name: 'chapter_notes', label: t('posting.chapterNotes'), hint: t('posting.chapterNotesHint'), value: chapter.notes, error: errors.chapter_notes, rows: 3 })}
  ${textArea({ name: 'text', label: t('posting.text'), value: chapter.text, error: errors.text, rows: 24 })}
  ${selectField({
    name: 'format',
    label: t('posting.format'),
    value: chapter.format,
    choices: [
      { value: 'html', label: t('posting.formatHtml') },
      { value: 'plain', label: t('posting.formatPlain') },
    ],
  })}
  ${textArea({ name: 'chapter_end_notes', label: t('posting.chapterEndNotes'), hint: t('posting.chapterEndNotesHint'), value: chapter.endNotes, error: errors.chapter_end_notes, rows: 3 })}`
}

/** One that is not offered stays what it is. */
export function chapterLanguageField({ t, chapter: { language }, errors }: ChapterFields): Html {
  const isOffered = language === '' || LANGUAGES.some(({ value }) => value === language)
  return selectField({
    name: 'chapter_language',
    label: t('posting.chapterLanguage'),
    value: language,
    choices: [
      { value: '', label: t('posting.workLanguage') },
      ...(isOffered ? [] : [{ value: language, label: language }]),
      ...LANGUAGES,
    ],
    error: errors.chapter_language,
  })
}

export interface ByField {
  t: Messages
  pseuds: readonly OwnPseud[]
  /** Null: the work's creators. */
  value: number | null
  /** A name of somebody else's that the chapter carries already. */
  other: OwnPseud | null
  mayBeWorks: boolean
  error: string | undefined
}

/** Whose name a chapter carries. */
export function chapterByField({ t, pseuds, value, other, mayBeWorks, error }: ByField): Html {
  const names = [...(other ? [other] : []), ...pseuds].map(({ id, name }) => ({ value: id, label: name }))
  const choices = mayBeWorks ? [{ value: '', label: t('posting.workAuthors') }, ...names] : names
  return selectField({ name: 'pseud', label: t('posting.chapterPenName'), value: value ?? '', choices, error })
}
