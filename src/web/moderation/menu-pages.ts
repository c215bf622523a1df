import type { FieldErrors } from '../../errors.ts'
import type { MenuInput } from '../../moderation/change-menu.ts'
import type { MenuLink } from '../../site/menu.ts'
import { paths } from '../paths.ts'
import { checkField, mistakes, selectField, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { ownerMenu } from './owner-menu.ts'

export function menuPage(chrome: Chrome, links: readonly MenuLink[], isDone: boolean): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('menu.title'), unlisted: true },
    html`${ownerMenu(chrome)}
      <h1>${t('menu.title')}</h1>
      ${isDone && html`<p class="notice good" role="status">${t('rooms.saved')}</p>`}
      <p>${t('menu.intro')}</p>
      <p class="tools"><a href="${paths.newMenuLink({})}">${t('menu.new')}</a></p>
      ${links.length === 0 && html`<p class="empty">${t('menu.empty')}</p>`}
      <ul class="queue">
        ${links.map(
          ({ id, label, address, shownTo }) =>
            html`<li>
              <h2 dir="auto"><a href="${address}">${label}</a></h2>
              <p class="small quiet address">${address} · ${t(`menu.${shownTo}`)}</p>
              <p class="tools">
                <a href="${paths.editMenuLink({ link: id })}">${t('rooms.edit')}</a>
                <a class="danger" href="${paths.deleteMenuLink({ link: id })}">${t('rooms.delete')}</a>
              </p>
            </li>`,
        )}
      </ul>`,
  )
}

export interface MenuFormProps {
  /** Null: a new one. */
  linkId: number | null
  link: MenuInput
  errors?: FieldErrors
}

export function menuForm(chrome: Chrome, { linkId, link, errors }: MenuFormProps): Html {
  const { t } = chrome
  const heading = linkId === null ? t('menu.new') : t('menu.edit', { title: link.label })
  const action = linkId === null ? paths.newMenuLink({}) : paths.editMenuLink({ link: linkId })
  const choices = (['everybody', 'members', 'moderators'] as const).map((value) => ({
    value,
    label: t(`menu.${value}`),
  }))
  return layout(
    chrome,
    { title: heading, unlisted: true, shape: 'narrow' },
    html`${ownerMenu(chrome)}
      <h1 dir="auto">${heading}</h1>
      ${mistakes(t, errors)}
      <form method="post" action="${action}">
        ${textField({ name: 'label', label: t('menu.label'), value: link.label, error: errors?.label, required: true })}
        ${textField({ name: 'address', label: t('menu.address'), hint: t('menu.addressHint'), value: link.address, error: errors?.address, required: true })}
        ${selectField({ name: 'shownTo', label: t('menu.shownTo'), value: link.shownTo, choices })}
        ${textField({ name: 'position', label: t('rooms.position'), hint: t('rooms.positionHint'), type: 'number', value: String(link.position) })}
        ${checkField({ name: 'newWindow', label: t('menu.newWindow'), checked: link.newWindow })}
        <p class="buttons"><button type="submit">${t('rooms.save')}</button></p>
      </form>`,
  )
}
