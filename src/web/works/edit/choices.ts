import type { Near } from '../../../tags/near-names.ts'
import { joinNames } from '../../../tags/tag-names.ts'
import { tagField, type TagChoice } from '../../../tags/choose-tags.ts'
import { type FormTag, type FormVocabulary, MOST_TAGS } from '../../../tags/list-form-vocabularies.ts'
import type { WorkTagToEdit } from '../../../works/find-work-to-edit.ts'
import type { Messages } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { suggesting } from '../../ui/suggest.ts'
import { nearField } from './near-field.ts'
import { checkField, selectField, textField } from '../../ui/field.ts'
import { type Content, html, type Html, trusted } from '../../ui/html.ts'

interface ChoiceProps {
  t: Messages
  vocabulary: FormVocabulary
  choice: TagChoice | undefined
  error: string | undefined
  /** The names of the fields that hold the fandoms. */
  fandoms?: readonly string[]
  near?: readonly Near[]
}

/** The field of one vocabulary: pick one, pick several, or type names. */
export function vocabularyField(props: ChoiceProps): Html {
  const { vocabulary } = props
  if (vocabulary.tags === null) return typedField(props)
  return vocabulary.many ? severalField(props, vocabulary.tags) : oneField(props, vocabulary.tags)
}

function typedField({ t, vocabulary, choice, error, fandoms, near = [] }: ChoiceProps): Html {
  const from = paths.suggestTags({ vocabulary: vocabulary.slug })
  const meant = choice && 'typed' in choice ? (choice.meant ?? []) : []
  const field = textField({
    name: tagField(vocabulary),
    label: vocabulary.name,
    value: choice && 'typed' in choice ? choice.typed : '',
    hint: hintOf(t, vocabulary, typedHint(t, vocabulary)),
    error,
    required: vocabulary.required,
    suggest: suggesting(t, { from, as: vocabulary.many ? 'names' : 'name', fandoms }),
  })
  return html`${field} ${nearField(t, vocabulary, { near, meant })}`
}

function typedHint(t: Messages, vocabulary: FormVocabulary): Content {
  const link = html`<a href="${paths.vocabulary({ vocabulary: vocabulary.slug })}" target="_blank"
    >${t('posting.closedTypedLink')}</a
  >`
  const form = vocabulary.many ? t('posting.typedHint') : t('posting.oneTypedHint')
  return vocabulary.closed ? html`${form} ${t.rich('posting.closedTypedHint', { link })}` : form
}

/** What the archive says of this kind of tag, then how to fill the field in, then how many. */
function hintOf(t: Messages, { descriptionHtml, many, least, most }: FormVocabulary, words: Content): Content {
  const limit = many ? limitOf(t, least, most) : ''
  if (descriptionHtml === '' && limit === '') return words
  return html`${descriptionHtml !== '' && html`<div class="prose">${trusted(descriptionHtml)}</div>`} ${words} ${limit}`
}

function limitOf(t: Messages, least: number, most: number): string {
  if (most < MOST_TAGS) return least > 1 ? t('posting.fromTo', { least, most }) : t('posting.atMost', { most })
  return least > 1 ? t('posting.atLeast', { least }) : ''
}

function oneField({ t, vocabulary, choice, error }: ChoiceProps, tags: NonNullable<FormVocabulary['tags']>): Html {
  const none = { value: '', label: vocabulary.required ? t('posting.choose') : t('posting.noneChosen') }
  return selectField({
    name: tagField(vocabulary),
    label: vocabulary.name,
    value: picked(choice)[0] ?? '',
    choices: [none, ...tags.map((tag) => ({ value: tag.id, label: labelOf(t, tag) }))],
    hint: vocabulary.descriptionHtml === '' ? undefined : hintOf(t, vocabulary, ''),
    error,
    required: vocabulary.required,
  })
}

function severalField({ t, vocabulary, choice, error }: ChoiceProps, tags: NonNullable<FormVocabulary['tags']>): Html {
  const name = tagField(vocabulary)
  const chosen = new Set(picked(choice))
  const checks = tags.map(
    (tag) =>
      html`<li class="depth-${Math.min(tag.depth, 4)}">
        ${checkField({ name, value: tag.id, label: labelOf(t, tag), checked: chosen.has(tag.id) })}
      </li>`,
  )
  const hint = hintOf(t, vocabulary, vocabulary.required && vocabulary.least < 2 ? t('posting.atLeastOne') : '')
  return checkGroup({ name, legend: vocabulary.name, hint, error, checks })
}

function labelOf(t: Messages, { name, fandom }: FormTag): string {
  return fandom === null ? name : t('posting.ofFandom', { name, fandom })
}

interface CheckGroup {
  name: string
  legend: string
  hint?: Content
  error: string | undefined
  checks: Html[]
}

/** Several boxes under one legend, with the refusal beside them. */
export function checkGroup({ name, legend, hint, error, checks }: CheckGroup): Html {
  return html`<fieldset class="checks${error ? ' has-error' : ''}" ${error ? html`aria-describedby="${name}-error"` : ''}>
    <legend>${legend}</legend>
    ${hint ? html`<div class="hint">${hint}</div>` : ''}
    ${error ? html`<p class="error" id="${name}-error">${error}</p>` : ''}
    <ul>
      ${checks}
    </ul>
  </fieldset>`
}

function picked(choice: TagChoice | undefined): readonly number[] {
  return choice && 'picked' in choice ? choice.picked : []
}

/** A work's tags as its form shows them. */
export function choicesOf(vocabularies: readonly FormVocabulary[], tags: readonly WorkTagToEdit[]) {
  return new Map(
    vocabularies.map((vocabulary): [number, TagChoice] => {
      const own = tags.filter((tag) => tag.vocabularyId === vocabulary.id)
      const choice = vocabulary.tags
        ? { picked: own.map((tag) => tag.id) }
        : { typed: joinNames([...new Set(own.map((tag) => tag.name))]) }
      return [vocabulary.id, choice]
    }),
  )
}
