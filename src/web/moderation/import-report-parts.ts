// What an import's preview and its report both show.
import type { ColumnReport, Counts, TableReport } from '../../import/efiction/report/report.ts'
import type { ReportHead } from '../../import/report-file/exceptions.ts'
import type { Run } from '../../import/runs/run.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { type Content, html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'
import { day } from '../ui/time.ts'
import { decodingName } from './import-words.ts'

export function verdictPart({ t }: Chrome, run: Run): Html {
  const { verdict, site } = run.report!
  const facts: Content[] = [
    site.name && html`<span dir="auto">${site.name}</span>`,
    site.version && t('imports.facts', { version: site.version }),
    site.url && html`<span dir="ltr">${site.url}</span>`,
    run.state === 'finished' &&
      run.finishedAt !== null &&
      t.rich('imports.finishedOn', { date: day(t, run.finishedAt) }),
  ]
  return html`${
    verdict.line === null
      ? html`<p class="import-verdict danger" role="alert">${t('imports.noVerdict')}</p>
            ${list(verdict.faults)}`
      : html`<p class="import-verdict">${verdict.line}</p>`
  }
    <p class="quiet small">${facts.filter(Boolean).flatMap((fact, index) => (index === 0 ? [fact] : [' · ', fact]))}</p>`
}

export function totalsPart(t: Messages, { totals }: ReportHead): Html | false {
  if (totals.length === 0) return false
  const heads = ['', t('imports.totalsOld'), t('imports.totalsNow')]
  const rows = totals.map(({ name, old, now }) => [name, old === null ? '–' : t.number(old), t.number(now)])
  return html`<h2>${t('imports.totals')}</h2>
    <p class="hint">${t('imports.totalsHint')}</p>
    ${table(t('imports.totals'), heads, rows)}`
}

export function notesPart(t: Messages, { notes }: ReportHead): Html | false {
  if (notes.length === 0) return false
  return html`<h2>${t('imports.notes')}</h2>
    ${list(notes)}`
}

const MOST_CUT = 100

export function cutTextsPart(t: Messages, { cutTexts, cutTextsInAll }: ReportHead): Html | false {
  if (cutTextsInAll === 0) return false
  const shown = cutTexts.slice(0, MOST_CUT)
  const lines = shown.map((text) => t('imports.cutText', { ...text }))
  const more = cutTextsInAll - shown.length
  return html`<h2>${t('imports.cutTexts')}</h2>
    <p class="hint">${t('imports.cutTextsHint')}</p>
    ${list(more > 0 ? [...lines, t('imports.andMore', { count: more })] : lines)}`
}

export function decodingPart(t: Messages, { decoding }: ReportHead): Html | false {
  const rows = Object.entries(decoding)
    .filter(([, values]) => values > 0)
    .toSorted(([, one], [, other]) => other - one)
    .map(([kind, values]) => [decodingName(t, kind), t.number(values)])
  if (rows.length === 0) return false
  return html`<h2>${t('imports.decoding')}</h2>
    ${table(t('imports.decoding'), [t('imports.decodedAs'), t('imports.values')], rows)}`
}

const COUNTS = ['read', 'imported', 'updated', 'unchanged', 'merged', 'keptAside', 'dropped'] as const

/** A column of the page for each outcome that any row had. */
function outcomesOf(tables: readonly TableReport[]) {
  const counts = tables.flatMap((each) => [each, ...each.columns])
  return COUNTS.filter((name) => name === 'read' || name === 'imported' || counts.some((each) => each[name] > 0))
}

export function tablesPart(t: Messages, { tables }: ReportHead): Html {
  const names = outcomesOf(tables)
  const heads = [t('imports.table'), ...names.map((name) => t(`imports.${name}`))]
  const rows = tables.map((each) => [html`<code>${each.table}</code>`, ...cells(t, each, names)])
  return html`<h2>${t('imports.tables')}</h2>
    ${table(t('imports.tables'), heads, rows)}`
}

export function columnsPart(t: Messages, { tables }: ReportHead): Html {
  const names = outcomesOf(tables)
  return html`<p class="hint">${t('imports.tablesHint')}</p>
    ${tables.filter(({ columns }) => columns.length > 0).map((each) => columnsOf(t, each, names))}`
}

function columnsOf(
  t: Messages,
  { table: name, columns }: TableReport,
  names: readonly (typeof COUNTS)[number][],
): Html {
  const heads = [t('imports.column'), ...names.map((name) => t(`imports.${name}`)), t('imports.fate')]
  const row = (each: ColumnReport) => [html`<code>${each.column}</code>`, ...cells(t, each, names), each.fate]
  return html`<details class="more">
    <summary>${t('imports.columns', { table: name, count: columns.length })}</summary>
    ${table(name, heads, columns.map(row))}
  </details>`
}

function cells(t: Messages, counts: Counts, names: readonly (typeof COUNTS)[number][]): Content[] {
  return names.map((name) => (counts[name] === 0 ? html`<span class="quiet">0</span>` : t.number(counts[name])))
}

export function rowsLink(t: Messages, run: Run): Html {
  const count = run.report!.exceptionsInAll
  if (count === 0) return html`<p>${t('imports.rowsEmpty')}</p>`
  return html`<h2>${t('imports.rows')}</h2>
    <p>
      <a href="${paths.importReport({ run: run.id })}#rows">${t('imports.rowsCount', { count })}</a>
    </p>`
}

/** Scrolls by itself where the screen is narrow. */
export function table(label: string, heads: readonly string[], rows: readonly (readonly Content[])[]): Html {
  const [first, ...others] = heads
  return html`<div class="wide-table" role="region" aria-label="${label}" tabindex="0">
    <table class="ledger">
      <thead>
        <tr>
          ${first ? html`<th scope="col">${first}</th>` : html`<td></td>`}
          ${others.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function list(lines: readonly string[]): Html {
  return html`<ul>
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ul>`
}
