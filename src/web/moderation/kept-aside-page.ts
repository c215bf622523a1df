import type { AsideRow, AsideTable } from '../../import/efiction/report/list-kept-aside.ts'
import type { Paged } from '../../store/paging.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { ownerMenu } from './owner-menu.ts'

export function keptAsidePage(chrome: Chrome, tables: readonly AsideTable[]): Html {
  const { t } = chrome
  const sources = new Set(tables.map(({ source }) => source))
  return layout(
    chrome,
    { title: t('aside.title'), unlisted: true },
    html`${ownerMenu(chrome)}
      <h1>${t('aside.title')}</h1>
      <p>${t('aside.intro')}</p>
      ${tables.length === 0 && html`<p class="empty">${t('aside.empty')}</p>`}
      <ul class="entries">
        ${tables.map(
          ({ source, table, rows }) =>
            html`<li>
              <a href="${paths.keptAsideTable({ table }, { source })}">${table}</a>
              <span class="quiet small"
                >${t('aside.rows', { count: rows })}${sources.size > 1 && html` · ${source}`}</span
              >
            </li>`,
        )}
      </ul>`,
  )
}

export const ROWS_PER_PAGE = 20

export interface AsideProps {
  source: string
  table: string
  rows: Paged<AsideRow>
}

export function asideTablePage(chrome: Chrome, { source, table, rows }: AsideProps): Html {
  const { t } = chrome
  const title = `${t('aside.title')}: ${table}`
  const linkTo = (page: number) => paths.keptAsideTable({ table }, { source, page: page === 1 ? null : page })
  return layout(
    chrome,
    { title, unlisted: true },
    html`${ownerMenu(chrome)}
      <h1>${title}</h1>
      <p class="hint">${t('aside.rows', { count: rows.total })}. ${t('aside.empties')}</p>
      ${rows.rows.map(
        ({ id, values }, index) =>
          html`<section class="aside-row">
            <h2>${t('aside.row', { id: nameOf(id, (rows.page - 1) * ROWS_PER_PAGE + index + 1) })}</h2>
            <dl>
              ${values.map(
                ({ column, text }) =>
                  html`<dt>${column}</dt>
                    <dd class="as-typed" dir="auto">${shortened(chrome, text)}</dd>`,
              )}
            </dl>
          </section>`,
      )}
      ${pager({ t, page: rows.page, pageCount: rows.pageCount, linkTo })}
      <p><a href="${paths.keptAside({})}">${t('aside.title')}</a></p>`,
  )
}

/** Rows of whole tables have no number of their own: they are counted. */
function nameOf(id: string, count: number): string {
  return /^[\w+/]{22}$/.test(id) ? String(count) : id
}

const LONGEST = 20_000

function shortened({ t }: Chrome, text: string): string {
  if (text.length <= LONGEST) return text
  return `${text.slice(0, LONGEST).toWellFormed()} ${t('aside.cut', { count: text.length })}`
}
