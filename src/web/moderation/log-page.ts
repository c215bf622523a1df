import type { listActs } from '../../moderation/list-acts.ts'
import { paths } from '../paths.ts'
import { selectField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { ownerMenu } from './owner-menu.ts'

export type LogProps = Awaited<ReturnType<typeof listActs>> & { action: string | null }

export function logPage(chrome: Chrome, { acts, actions, action }: LogProps): Html {
  const { t } = chrome
  const linkTo = (page: number) => paths.actLog({}, { action, page: page === 1 ? null : page })
  const choices = [
    { value: '', label: t('log.everything') },
    ...actions.map(({ action, count }) => ({ value: action, label: `${action} (${t.number(Number(count))})` })),
  ]
  return layout(
    chrome,
    { title: t('log.title'), unlisted: true },
    html`${ownerMenu(chrome)}
      <h1>${t('log.title')}</h1>
      <p>${t('log.intro')}</p>
      ${
        actions.length > 1 &&
        html`<form method="get" action="${paths.actLog({})}">
          ${selectField({ name: 'action', label: t('log.show'), value: action ?? '', choices })}
          <p class="buttons"><button class="quiet" type="submit">${t('log.show')}</button></p>
        </form>`
      }
      ${acts.rows.length === 0 && html`<p class="empty">${t('log.empty')}</p>`}
      <ul class="queue">
        ${acts.rows.map((act) => html`<li>${line(chrome, act)}</li>`)}
      </ul>
      ${pager({ t, page: acts.page, pageCount: acts.pageCount, linkTo })}`,
  )
}

function line({ t }: Chrome, act: LogProps['acts']['rows'][number]): Html {
  const by =
    act.by === null || act.bySlug === null
      ? t('log.archive')
      : html`<a href="${paths.author({ slug: act.bySlug })}" dir="auto">${act.by}</a>`
  const detail = wordsOf(act.detail)
  return html`<p>
      ${t.rich('log.line', { action: html`<strong>${act.action}</strong>`, by, date: t.dateTime(act.happenedAt) })}
      ${detail.isBefore && html`<span class="quiet small">(${t('log.before')})</span>`}
      ${act.subjectKind !== null && html`<span class="quiet small">${act.subjectKind} ${act.subjectId}</span>`}
    </p>
    ${detail.words !== '' && html`<p class="as-typed small" dir="auto">${detail.words}</p>`}`
}

const LONGEST = 500

/** Details as they were written down: texts, numbers and lists of them. */
function wordsOf(json: string): { words: string; isBefore: boolean } {
  const { before, words, ...rest } = JSON.parse(json) as Record<string, unknown>
  const others = Object.entries(rest)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const all = [typeof words === 'string' ? words : '', ...others].filter(Boolean).join(' · ')
  return { words: all.length > LONGEST ? `${all.slice(0, LONGEST)}…` : all, isBefore: before !== undefined }
}
