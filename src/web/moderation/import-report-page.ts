import type { ImportException, Outcome } from '../../import/efiction/report/report.ts'
import type { ExceptionFilter } from '../../import/runs/exceptions.ts'
import type { Run } from '../../import/runs/run.ts'
import type { Paged } from '../../store/paging.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { type Choice, selectField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import {
  columnsPart,
  cutTextsPart,
  decodingPart,
  notesPart,
  table,
  tablesPart,
  totalsPart,
  verdictPart,
} from './import-report-parts.ts'
import { sizeOf } from './import-words.ts'

export interface ImportReportProps {
  run: Run
  lines: Paged<ImportException>
  counts: readonly { table: string; outcome: Outcome; count: number }[]
  filter: ExceptionFilter
  /** Bytes of the uploads that are still there. */
  uploadBytes: number
  isDeleted: boolean
}

export function importReportPage(chrome: Chrome, props: ImportReportProps): Html {
  const { t } = chrome
  const { run } = props
  const report = run.report!
  const title = report.site.name ? t('imports.reportOf', { name: report.site.name }) : t('imports.reportTitle')
  return layout(
    chrome,
    { title, unlisted: true, shape: 'wide' },
    html`<h1 dir="auto">${title}</h1>
      ${props.isDeleted && html`<p class="notice good" role="status">${t('imports.uploadsDeleted')}</p>`}
      ${run.state === 'waiting' && html`<p class="notice">${t('imports.previewNotice')}</p>`} ${verdictPart(chrome, run)}
      <p class="tools">
        ${run.state === 'waiting' && html`<a href="${paths.importRun({ run: run.id })}">${t('imports.previewTitle')}</a>`}
        <a href="${paths.importReportHtml({ run: run.id })}" download>${t('imports.asHtml')}</a>
        <a href="${paths.importReportJson({ run: run.id })}" download>${t('imports.asJson')}</a>
      </p>
      ${totalsPart(t, report)} ${notesPart(t, report)} ${cutTextsPart(t, report)} ${decodingPart(t, report)}
      ${tablesPart(t, report)} ${columnsPart(t, report)} ${rowsPart(t, props)} ${uploadsPart(t, props)}`,
  )
}

function rowsPart(t: Messages, { run, lines, counts, filter }: ImportReportProps): Html {
  const rows = lines.rows.map(({ table, row, outcome, message }) => [
    html`<code>${`${table} ${row}`.trim()}</code>`,
    outcomeName(t, outcome),
    message,
  ])
  const linkTo = (page: number) => `${paths.importReport({ run: run.id }, { ...filter, page })}#rows`
  return html`<h2 id="rows">${t('imports.rows')}</h2>
    ${
      counts.length === 0
        ? html`<p class="empty">${t('imports.rowsEmpty')}</p>`
        : html`<p>${t('imports.rowsCount', { count: lines.total })}</p>
            ${filterForm(t, run, counts, filter)}
            <div class="words">${table(t('imports.rows'), [t('imports.row'), t('imports.outcome'), t('imports.why')], rows)}</div>
            ${pager({ t, page: lines.page, pageCount: lines.pageCount, linkTo })}`
    }`
}

function filterForm(t: Messages, run: Run, counts: ImportReportProps['counts'], filter: ExceptionFilter): Html {
  const choicesOf = (name: 'table' | 'outcome', label: (value: string) => string): Choice[] => {
    const sums = new Map<string, number>()
    for (const each of counts) sums.set(each[name], (sums.get(each[name]) ?? 0) + each.count)
    const choices = [...sums].map(([value, count]) => ({ value, label: `${label(value)} (${t.number(count)})` }))
    return [{ value: '', label: t('imports.filterAll') }, ...choices]
  }
  const outcome = (value: string) => outcomeName(t, value as Outcome)
  return html`<form class="filter" method="get" action="${paths.importReport({ run: run.id })}#rows">
    ${selectField({ name: 'table', label: t('imports.filterTable'), value: filter.table, choices: choicesOf('table', (name) => name) })}
    ${selectField({ name: 'outcome', label: t('imports.filterOutcome'), value: filter.outcome, choices: choicesOf('outcome', outcome) })}
    <button class="quiet">${t('imports.filter')}</button>
  </form>`
}

function outcomeName(t: Messages, outcome: Outcome): string {
  return t(outcome === 'kept aside' ? 'imports.keptAside' : `imports.${outcome}`)
}

function uploadsPart(t: Messages, { run, uploadBytes }: ImportReportProps): Html | false {
  if (run.options.uploads.length === 0 || run.state !== 'finished') return false
  return html`<h2>${t('imports.uploads')}</h2>
    <p>${t('imports.uploadsHint', { size: sizeOf(uploadBytes) })}</p>
    <form method="post" action="${paths.importRun({ run: run.id })}">
      <div class="buttons"><button class="quiet" name="intent" value="delete-uploads">${t('imports.deleteUploads')}</button></div>
    </form>`
}
