import type { FieldErrors } from '../../errors.ts'
import type { findPageToEdit, listPages } from '../../site/find-page.ts'
import { paths } from '../paths.ts'
import { mistakes, textArea, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { ownerMenu } from './owner-menu.ts'

export function sitePagesPage(chrome: Chrome, pages: Awaited<ReturnType<typeof listPages>>, isDone: boolean): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('pages.title'), unlisted: true },
    html`${ownerMenu(chrome)}
      <h1>${t('pages.title')}</h1>
      ${isDone && html`<p class="notice good" role="status">${t('rooms.saved')}</p>`}
      <p>${t('pages.intro')}</p>
      <p class="tools"><a href="${paths.newSitePage({})}">${t('pages.new')}</a></p>
      ${pages.length === 0 && html`<p class="empty">${t('pages.empty')}</p>`}
      <ul class="queue">
        ${pages.map(
          ({ id, slug, title, hasCode }) =>
            html`<li>
              <h2 dir="auto"><a href="${paths.page({ slug })}">${title}</a></h2>
              <p class="small quiet">${paths.page({ slug })}${hasCode ? html` · ${t('pages.hasCode')}` : ''}</p>
              <p class="tools">
                <a href="${paths.editSitePage({ page: id })}">${t('rooms.edit')}</a>
                <a class="danger" href="${paths.deleteSitePage({ page: id })}">${t('rooms.delete')}</a>
              </p>
            </li>`,
        )}
      </ul>`,
  )
}

export interface SitePageFormProps {
  /** Null: a new one. */
  page: Awaited<ReturnType<typeof findPageToEdit>> | null
  title: string
  slug: string
  body: string
  errors?: FieldErrors
}

export function sitePageForm(chrome: Chrome, { page, title, slug, body, errors }: SitePageFormProps): Html {
  const { t } = chrome
  const heading = page === null ? t('pages.new') : t('pages.edit', { title: page.title })
  const action = page === null ? paths.newSitePage({}) : paths.editSitePage({ page: page.id })
  return layout(
    chrome,
    { title: heading, unlisted: true },
    html`${ownerMenu(chrome)}
      <h1 dir="auto">${heading}</h1>
      ${mistakes(t, errors)}
      <form class="writing" method="post" action="${action}">
        ${textField({ name: 'title', label: t('rooms.title'), value: title, error: errors?.title, required: true })}
        ${textField({ name: 'slug', label: t('pages.slug'), hint: t('pages.slugHint'), value: slug, error: errors?.slug })}
        ${textArea({ name: 'body', label: t('rooms.text'), hint: t('rooms.textHint'), value: body, error: errors?.body, rows: 14 })}
        <div class="buttons"><button>${t('rooms.save')}</button></div>
      </form>
      ${
        page !== null &&
        page.code !== '' &&
        html`<h2>${t('pages.code')}</h2>
          <p class="hint">${t('pages.codeHint')}</p>
          <pre class="inert">${page.code}</pre>`
      }`,
  )
}
