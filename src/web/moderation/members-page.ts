import type { FieldErrors } from '../../errors.ts'
import type { listEmptyAccounts } from '../../moderation/empty-accounts.ts'
import type { GuestName } from '../../moderation/guest-reviews.ts'
import type { Paged } from '../../store/paging.ts'
import { paths } from '../paths.ts'
import { checkField, mistakes } from '../ui/field.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { day } from '../ui/time.ts'
import { membersMenu } from './members-menu.ts'

type EmptyAccount = Awaited<ReturnType<typeof listEmptyAccounts>>['rows'][number]

/** The filter as it stands in the address. */
export type FilterWords = Record<'link' | 'from' | 'to', string>

export interface EmptyProps {
  accounts: Paged<EmptyAccount>
  filter: FilterWords
  errors: FieldErrors
  /** What was done just now, as a sentence. */
  done: string | null
}

export function emptyMembersPage(chrome: Chrome, { accounts, filter, errors, done }: EmptyProps): Html {
  const { t } = chrome
  const { page, pageCount, rows, total } = accounts
  return layout(
    chrome,
    { title: t('members.empty'), unlisted: true },
    html`<h1>${t('members.empty')}</h1>
      ${membersMenu(chrome, 'empty')} ${done && html`<p class="notice good" role="status">${done}</p>`}
      <p>${t('members.emptyText')}</p>
      ${mistakes(t, errors)} ${filterForm(chrome, filter)}
      ${
        total === 0
          ? html`<p class="empty">${t('members.none')}</p>`
          : html`<p>${t('members.count', { count: total })}</p>
              <form method="post" action="${paths.emptyMembers({}, filter)}">
                <ul class="queue">
                  ${rows.map((account) => row(chrome, account))}
                </ul>
                <p class="buttons">
                  <button class="quiet" name="intent" value="lock">${t('members.lock')}</button>
                  <button class="danger" name="intent" value="delete">${t('members.delete')}</button>
                </p>
              </form>`
      }
      ${pager({ t, page, pageCount, linkTo: (page) => paths.emptyMembers({}, { ...filter, page }) })}`,
  )
}

function filterForm({ t }: Chrome, { link, from, to }: FilterWords): Html {
  return html`<form class="writing" method="get" action="${paths.emptyMembers({})}">
    ${checkField({ name: 'link', label: t('members.withLink'), checked: link === 'yes' })}
    <div class="pair">
      <div class="field">
        <label for="from">${t('members.joinedFrom')}</label>
        <input id="from" name="from" type="date" value="${from}" />
      </div>
      <div class="field">
        <label for="to">${t('members.joinedTo')}</label>
        <input id="to" name="to" type="date" value="${to}" />
      </div>
    </div>
    <p><button class="quiet">${t('members.filter')}</button></p>
  </form>`
}

function row({ t }: Chrome, account: EmptyAccount): Html {
  const name = html`<strong dir="auto">${account.name}</strong>`
  return html`<li>
    ${checkField({ name: 'account', value: account.id, label: name })}
    <p class="small quiet">
      ${t.rich('members.joined', { date: day(t, account.joinedAt) })} · ${account.email ?? t('members.noEmail')}
      ${account.state === 'locked' && html`· ${t('members.locked')}`}
      ${account.state === 'unclaimed' && html`· ${t('members.unclaimed')}`} ·
      <a href="${paths.author({ slug: account.slug })}">${t('members.page')}</a>
    </p>
    ${account.bioHtml !== '' && html`<div class="prose small">${trusted(account.bioHtml)}</div>`}
  </li>`
}

export interface SureProps {
  ids: readonly number[]
  deed: 'lock' | 'delete'
  filter: FilterWords
}

export function sureToSweepPage(chrome: Chrome, { ids, deed, filter }: SureProps): Html {
  const { t } = chrome
  const [ask, text, button] =
    deed === 'delete'
      ? (['members.sureTitle', 'members.sureText', 'members.sureDelete'] as const)
      : (['members.sureLockTitle', 'members.sureLockText', 'members.sureLock'] as const)
  const title = t(ask, { count: ids.length })
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      <p>${t(text)}</p>
      <form method="post" action="${paths.emptyMembers({}, filter)}">
        ${ids.map((id) => html`<input type="hidden" name="account" value="${id}" />`)}
        <input type="hidden" name="sure" value="yes" />
        <p class="buttons">
          <button class="danger" name="intent" value="${deed}">${t(button)}</button>
          <a href="${paths.emptyMembers({}, filter)}">${t('members.back')}</a>
        </p>
      </form>`,
  )
}

export interface GuestsProps {
  names: Paged<GuestName>
  errors: FieldErrors
  done: string | null
}

export function guestNamesPage(chrome: Chrome, { names, errors, done }: GuestsProps): Html {
  const { t } = chrome
  const { page, pageCount, rows, total } = names
  return layout(
    chrome,
    { title: t('members.guests'), unlisted: true },
    html`<h1>${t('members.guests')}</h1>
      ${membersMenu(chrome, 'guests')} ${done && html`<p class="notice good" role="status">${done}</p>`}
      <p>${t('members.guestsText')}</p>
      ${mistakes(t, errors)} ${total === 0 && html`<p class="empty">${t('members.guestsNone')}</p>`}
      <ul class="queue">
        ${rows.map((each) => guestRow(chrome, each))}
      </ul>
      ${pager({ t, page, pageCount, linkTo: (page) => paths.guestNames({}, { page }) })}`,
  )
}

function guestRow({ t }: Chrome, { guestName, reviews, pseudId, name, slug }: GuestName): Html {
  const guest = html`<a href="${paths.author({ slug })}" dir="auto">${guestName}</a>`
  return html`<li>
    <form method="post" action="${paths.guestNames({})}">
      <h2>${t.rich('members.guestLine', { count: reviews, guest })}</h2>
      <input type="hidden" name="guestName" value="${guestName}" />
      <input type="hidden" name="pseud" value="${pseudId}" />
      <p class="tools"><button class="quiet">${t('members.attach', { name })}</button></p>
    </form>
  </li>`
}
