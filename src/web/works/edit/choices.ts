import { joinNames } from '../../../tags/tag-names.ts'
import { tagField, type TagChoice } from '../../../tags/choose-tags.ts'
import type { FormVocabulary } from '../../../tags/list-form-vocabularies.ts'
import type { WorkTagToEdit } from '../../../works/find-work-to-edit.ts'
import type { Messages } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { suggesting } from '../../ui/suggest.ts'
import { checkField, selectField, textField } from '../../ui/field.ts'
import { type Content, html, type Html } from '../../ui/html.ts'

interface ChoiceProps {
  t: Messages
  vocabulary: FormVocabulary
  choice: TagChoice | undefined
  error: string | undefined
  /** The names of the fields that hold the fandoms. */
  fandoms?: readonly string[]
}

/** The field of one vocabulary: pick one, pick several, or type names. */
export function vocabularyField(props: ChoiceProps): Html {
  const { vocabulary } = props
  if (vocabulary.tags === null) return typedField(props)
  return vocabulary.many ? severalField(props, vocabulary.tags) : oneField(props, vocabulary.tags)
}

function typedField({ t, vocabulary, choice, error, fandoms }: ChoiceProps): Html {
  const from = paths.suggestTags({ vocabulary: vocabulary.slug })
  return textField({
    name: tagField(vocabulary),
    label: vocabulary.name,
    value: choice && 'typed' in choice ? choice.typed : '',
    hint: typedHint(t, vocabulary),
    error,
    required: vocabulary.required,
    suggest: suggesting(t, { from, as: vocabulary.many ? 'names' : 'name', fandoms }),
  })
}

function typedHint(t: Messages, vocabulary: FormVocabulary): Content {
  const link = html`<a href="${paths.vocabulary({ vocabulary: vocabulary.slug })}" target="_blank"
    >${t('posting.closedTypedLink')}</a
  >`
  const form = vocabulary.many ? t('posting.typedHint') : t('posting.oneTypedHint')
  return vocabulary.closed ? html`${form} ${t.rich('posting.closedTypedHint', { link })}` : form
}

function oneField({ t, vocabulary, choice, error }: ChoiceProps, tags: NonNullable<FormVocabulary['tags']>): Html {
  const none = { value: '', label: vocabulary.required ? t('posting.choose') : t('posting.noneChosen') }
  return selectField({
    name: tagField(vocabulary),
    label: vocabulary.name,
    value: picked(choice)[0] ?? '',
    choices: [none, ...tags.map((tag) => ({ value: tag.id, label: tag.name }))],
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
        ${checkField({ name, value: tag.id, label: tag.name, checked: chosen.has(tag.id) })}
      </li>`,
  )
  const hint = vocabulary.required ? t('posting.atLeastOne') : undefined
  return checkGroup({ name, legend: vocabulary.name, hint, error, checks })
}

interface CheckGroup {
  name: string
  legend: string
  hint?: string
  error: string | undefined
  checks: Html[]
}

/** Several boxes under one legend, with the refusal beside them. */
export function checkGroup({ name, legend, hint, error, checks }: CheckGroup): Html {
  return html`<fieldset class="checks${error ? ' has-error' : ''}" ${error ? html`aria-describedby="${name}-error"` : ''}>
    <legend>${legend}</legend>
    ${hint ? html`<p class="hint">${hint}</p>` : ''}
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
