import type { FieldErrors } from '../../errors.ts'
import type { Paged } from '../../store/paging.ts'
import { canDeleteShout, LONGEST_SHOUT, type Shout } from '../../talk/shouts.ts'
import { paths } from '../paths.ts'
import { mistakes, textArea } from '../ui/field.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { signed } from '../ui/signed.ts'

export interface ShoutsProps {
  shouts: Paged<Shout>
  isOpen: boolean
  draft: string
  errors?: FieldErrors
}

export function shoutsPage(chrome: Chrome, { shouts, ...form }: ShoutsProps): Html {
  const { t } = chrome
  const linkTo = (page: number) => paths.shouts({}, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: t('shouts.title') },
    html`<h1>${t('shouts.title')}</h1>
      ${shoutForm(chrome, form)}
      ${
        shouts.rows.length === 0
          ? html`<p class="empty">${t('shouts.empty')}</p>`
          : html`<ol class="reviews">
              ${shouts.rows.map((one) => html`<li>${shoutItem(chrome, one)}</li>`)}
            </ol>`
      }
      ${pager({ t, page: shouts.page, pageCount: shouts.pageCount, linkTo })}`,
  )
}

function shoutForm({ t, viewer, here }: Chrome, { isOpen, draft, errors }: Omit<ShoutsProps, 'shouts'>): Html {
  if (!isOpen) return html`<p class="quiet">${t('shouts.closed')}</p>`
  if (viewer.kind === 'guest') {
    const login = html`<a href="${paths.login({}, { to: here })}" rel="nofollow">${t('shouts.logInLink')}</a>`
    return html`<p class="notice">${t.rich('shouts.logIn', { login })}</p>`
  }
  const hint = t('shouts.sayHint', { most: LONGEST_SHOUT })
  return html`${mistakes(t, errors)}
    <form method="post" action="${paths.shouts({})}">
      ${textArea({ name: 'body', label: t('shouts.say'), hint, value: draft, error: errors?.body, rows: 2, required: true })}
      <p class="buttons"><button type="submit">${t('shouts.send')}</button></p>
    </form>`
}

function shoutItem({ t, viewer }: Chrome, one: Shout): Html {
  const name = one.authorName ?? (one.guestName || t('rooms.somebody'))
  return html`<article class="review" id="shout-${one.id}">
    <header>
      ${signed(t, one)}
      <span class="moment">${one.postedAt === null ? t('rooms.undated') : t.dateTime(one.postedAt)}</span>
    </header>
    <div class="review-body" dir="auto">${trusted(one.bodyHtml)}</div>
    ${
      canDeleteShout(viewer, one) &&
      html`<form method="post" action="${paths.deleteShout({ shout: one.id })}">
        <button class="link" type="submit" aria-label="${t('shouts.deleteOf', { name })}">${t('rooms.delete')}</button>
      </form>`
    }
  </article>`
}
