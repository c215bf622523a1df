import type { FieldErrors } from '../../errors.ts'
import type { FieldInput, listProfileFields } from '../../moderation/change-profile-fields.ts'
import { paths } from '../paths.ts'
import { checkField, mistakes, selectField, textArea, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { ownerMenu } from './owner-menu.ts'

export function fieldsPage(
  chrome: Chrome,
  fields: Awaited<ReturnType<typeof listProfileFields>>,
  isDone: boolean,
): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('fields.title'), unlisted: true },
    html`${ownerMenu(chrome)}
      <h1>${t('fields.title')}</h1>
      ${isDone && html`<p class="notice good" role="status">${t('rooms.saved')}</p>`}
      <p>${t('fields.intro')}</p>
      <p class="tools"><a href="${paths.newProfileField({})}">${t('fields.new')}</a></p>
      ${fields.length === 0 && html`<p class="empty">${t('fields.empty')}</p>`}
      <ul class="queue">
        ${fields.map(
          ({ id, title, kind, is_on, inUse }) =>
            html`<li>
              <h2 dir="auto">${title}</h2>
              <p class="small quiet">
                ${t(`fields.kind.${kind}`)} · ${t('fields.inUse', { count: Number(inUse) })}
                ${is_on === 0 && html`· <strong>${t('fields.off')}</strong>`}
              </p>
              <p class="tools">
                <a href="${paths.editProfileField({ field: id })}">${t('rooms.edit')}</a>
                <a class="danger" href="${paths.deleteProfileField({ field: id })}">${t('rooms.delete')}</a>
              </p>
            </li>`,
        )}
      </ul>`,
  )
}

export interface FieldFormProps {
  /** Null: a new one. */
  fieldId: number | null
  field: FieldInput
  code: string
  errors?: FieldErrors
}

export const KINDS = ['text', 'url', 'select', 'yes_no', 'id_url'] as const

export function fieldForm(chrome: Chrome, { fieldId, field, code, errors }: FieldFormProps): Html {
  const { t } = chrome
  const heading = fieldId === null ? t('fields.new') : t('fields.edit', { title: field.title })
  const action = fieldId === null ? paths.newProfileField({}) : paths.editProfileField({ field: fieldId })
  const choices = KINDS.map((value) => ({ value, label: t(`fields.kind.${value}`) }))
  return layout(
    chrome,
    { title: heading, unlisted: true, shape: 'narrow' },
    html`${ownerMenu(chrome)}
      <h1 dir="auto">${heading}</h1>
      ${mistakes(t, errors)}
      <form method="post" action="${action}">
        ${textField({ name: 'title', label: t('fields.name'), value: field.title, error: errors?.title, required: true })}
        ${selectField({ name: 'kind', label: t('fields.kind'), value: field.kind, choices })}
        ${textArea({ name: 'options', label: t('fields.options'), hint: t('fields.optionsHint'), value: field.options, error: errors?.options, rows: 4 })}
        ${textField({ name: 'addressPattern', label: t('fields.pattern'), hint: t('fields.patternHint'), value: field.addressPattern, error: errors?.addressPattern })}
        ${textField({ name: 'position', label: t('rooms.position'), hint: t('rooms.positionHint'), type: 'number', value: String(field.position) })}
        ${checkField({ name: 'isOn', label: t('fields.isOn'), checked: field.isOn })}
        <p class="buttons"><button type="submit">${t('rooms.save')}</button></p>
      </form>
      ${
        code !== '' &&
        html`<h2>${t('fields.code')}</h2>
          <pre class="inert">${code}</pre>`
      }`,
  )
}
