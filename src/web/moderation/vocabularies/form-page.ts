import type { FieldErrors } from '../../../errors.ts'
import type { AtOdds } from '../../../moderation/vocabularies/find-vocabulary-to-edit.ts'
import { ROLES, type VocabularyInput } from '../../../moderation/vocabularies/vocabulary-input.ts'
import type { MessageKey } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { checkField, mistakes, selectField, textArea, textField } from '../../ui/field.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { checkGroup } from '../../works/edit/choices.ts'
import { ownerMenu } from '../owner-menu.ts'

export interface VocabularyFormProps {
  /** Null: a new one. */
  vocabularyId: number | null
  vocabulary: VocabularyInput
  /** Its name as it is saved. */
  savedName: string
  atOdds: AtOdds | null
  notice: MessageKey | null
  errors: FieldErrors
}

export function vocabularyForm(chrome: Chrome, props: VocabularyFormProps): Html {
  const { t } = chrome
  const { vocabularyId, errors } = props
  const heading = vocabularyId === null ? t('vocabularies.new') : t('vocabularies.edit', { name: props.savedName })
  const action = vocabularyId === null ? paths.newVocabulary({}) : paths.editVocabulary({ kind: vocabularyId })
  return layout(
    chrome,
    { title: heading, unlisted: true, shape: 'narrow' },
    html`${ownerMenu(chrome)}
      <p class="crumbs"><a href="${paths.vocabularies({})}">${t('vocabularies.title')}</a></p>
      <h1 dir="auto">${heading}</h1>
      ${props.notice && html`<p class="notice good" role="status">${t(props.notice)}</p>`}
      ${mistakes(t, errors)} ${atOdds(chrome, props.atOdds)}
      <form method="post" action="${action}">
        ${naming(chrome, props)} ${rules(chrome, props)} ${places(chrome, props)}
        <p class="buttons"><button type="submit">${t('rooms.save')}</button></p>
      </form>
      ${
        vocabularyId !== null &&
        html`<p class="tools ending">
          <a href="${paths.keptTags({ kind: vocabularyId })}">${t('vocabularies.showTags')}</a>
          <a class="danger" href="${paths.deleteVocabulary({ kind: vocabularyId })}">${t('rooms.delete')}</a>
        </p>`
      }`,
  )
}

/** What the rules ask and works have not. */
function atOdds({ t }: Chrome, odds: AtOdds | null): Html | false {
  const several = odds?.several ?? 0
  const lacking = odds?.lacking ?? 0
  if (several + lacking === 0) return false
  return html`<div class="notice">
    ${several > 0 && html`<p>${t('vocabularies.several', { count: several })}</p>`}
    ${lacking > 0 && html`<p>${t('vocabularies.lacking', { count: lacking })}</p>`}
  </div>`
}

function naming({ t }: Chrome, { vocabulary, errors }: VocabularyFormProps): Html {
  const roles = ROLES.map((value) => ({ value, label: t(`vocabularies.role.${value}`) }))
  return html`${textField({ name: 'name', label: t('vocabularies.name'), value: vocabulary.name, error: errors.name, required: true })}
  ${textField({ name: 'slug', label: t('vocabularies.address'), hint: t('vocabularies.addressHint'), value: vocabulary.slug, error: errors.slug })}
  ${selectField({ name: 'role', label: t('vocabularies.role'), hint: t('vocabularies.roleHint'), value: vocabulary.role, choices: roles, error: errors.role })}
  ${textArea({ name: 'description', label: t('vocabularies.description'), hint: t('vocabularies.descriptionHint'), value: vocabulary.description, error: errors.description, rows: 3 })}`
}

type Check = 'closed' | 'many' | 'required' | 'onBlurb' | 'inHead' | 'inFilters' | 'inBrowse' | 'spoiler'

function boxes({ t }: Chrome, { vocabulary }: VocabularyFormProps, names: readonly Check[]): Html[] {
  return names.map(
    (name) =>
      html`<li class="alone">${checkField({ name, label: t(`vocabularies.${name}`), checked: vocabulary[name] })}</li>`,
  )
}

function rules(chrome: Chrome, props: VocabularyFormProps): Html {
  const { t } = chrome
  const limit = (name: 'least' | 'most') =>
    textField({
      name,
      label: t(`vocabularies.${name}`),
      hint: t('vocabularies.limitHint'),
      type: 'number',
      value: Number.isNaN(props.vocabulary[name]) ? '' : String(props.vocabulary[name]),
      error: props.errors[name],
    })
  const checks = boxes(chrome, props, ['closed', 'many', 'required'])
  return html`${checkGroup({ name: 'rules', legend: t('vocabularies.rules'), error: undefined, checks })}
    <div class="pair">${limit('least')} ${limit('most')}</div>`
}

function places(chrome: Chrome, props: VocabularyFormProps): Html {
  const checks = boxes(chrome, props, ['onBlurb', 'inHead', 'inFilters', 'inBrowse', 'spoiler'])
  return checkGroup({ name: 'places', legend: chrome.t('vocabularies.places'), error: undefined, checks })
}
