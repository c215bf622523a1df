// The report as one HTML file that needs nothing else: it can be mailed, kept and opened in ten years.
import { escapeHtml as escaped } from '../../text/escape.ts'
import type { ImportException, TableReport } from '../efiction/report/report.ts'
import { decodingWords } from './decoding-words.ts'
import type { Exceptions, ReportHead } from './exceptions.ts'
import { REPORT_STYLE } from './report-style.ts'

/** A browser takes long to lay out more; the JSON file has them all. */
const MOST_EXCEPTIONS = 20_000

/** Made in pieces. `at` is the moment that the import ended, in milliseconds. */
export async function* htmlReport(head: ReportHead, exceptions: Exceptions, at: number): AsyncGenerator<string> {
  const name = head.site.name || head.site.prefix || 'the old site'
  yield beginning(`Import of ${name}`)
  yield verdict(head, name, at)
  yield totals(head)
  yield tables(head.tables)
  yield list('Notes', head.notes.map(escaped))
  yield cutTexts(head)
  yield decoding(head)
  yield* rows(exceptions, head.exceptionsInAll)
  yield '</main></body></html>\n'
}

function beginning(title: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><style>${REPORT_STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>
`
}

function verdict({ verdict, dryRun, site }: ReportHead, name: string, at: number): string {
  const kind = dryRun ? '<p class="quiet">A rehearsal: everything was read, and nothing was written.</p>' : ''
  const says =
    verdict.line === null
      ? `<p class="verdict bad">There is no verdict: the sums do not add up.</p>${items(verdict.faults.map(escaped))}`
      : `<p class="verdict">${escaped(verdict.line)}</p>`
  const facts = [name, site.version && `eFiction ${site.version}`, site.url, `${new Date(at).toUTCString()}`]
  return `${says}${kind}<p class="quiet">${facts.filter(Boolean).map(escaped).join(' · ')}</p>\n`
}

function totals({ totals }: ReportHead): string {
  if (totals.length === 0) return ''
  const lines = totals.map(
    ({ name, old, now }) =>
      `<tr><th scope="row">${escaped(name)}</th><td>${old === null ? '–' : number(old)}</td><td>${number(now)}</td></tr>`,
  )
  return `<h2>Old counts and new</h2><p class="quiet">The old site counted as it went, and drifted. The archive counts
what is there, with all that was in it before.</p>${table(['', 'the old site said', 'the archive has'], lines)}`
}

const COUNTS = ['read', 'imported', 'updated', 'unchanged', 'merged', 'keptAside', 'dropped'] as const
const HEADS = ['read', 'imported', 'updated', 'unchanged', 'merged', 'kept aside', 'dropped']

function tables(tables: readonly TableReport[]): string {
  const lines = tables.map((each) => `<tr><th scope="row"><code>${escaped(each.table)}</code></th>${cells(each)}</tr>`)
  const columns = tables.filter((each) => each.columns.length > 0).map(columnsOf)
  return `<h2>Rows of every table</h2>${table(['table', ...HEADS], lines)}
<h2>Values of every column</h2><p class="quiet">Those that are neither NULL nor empty.</p>${columns.join('')}`
}

function columnsOf({ table: name, columns }: TableReport): string {
  const lines = columns.map(
    (each) =>
      `<tr><th scope="row"><code>${escaped(each.column)}</code></th>${cells(each)}<td>${escaped(each.fate)}</td></tr>`,
  )
  return `<details><summary><code>${escaped(name)}</code>, ${number(columns.length)} columns</summary>${table(
    ['column', ...HEADS, 'as a rule'],
    lines,
  )}</details>\n`
}

function cells(counts: Readonly<Record<(typeof COUNTS)[number], number>>): string {
  return COUNTS.map((name) => `<td${counts[name] === 0 ? ' class="none"' : ''}>${number(counts[name])}</td>`).join('')
}

function cutTexts({ cutTexts, cutTextsInAll }: ReportHead): string {
  const more = cutTextsInAll - cutTexts.length
  const lines = cutTexts.map(
    ({ table, row, column, bytes }) => `${escaped(`${table} ${row}`)}: ${escaped(column)}, ${number(bytes)} bytes`,
  )
  return list('Texts that look cut off', more > 0 ? [...lines, `and ${number(more)} more`] : lines)
}

function decoding({ decoding }: ReportHead): string {
  const lines = decodingWords(decoding).map(
    ([words, values]) => `<tr><th scope="row">${escaped(words)}</th><td>${number(values)}</td></tr>`,
  )
  return lines.length === 0 ? '' : `<h2>How texts were read</h2>${table(['as', 'values'], lines)}`
}

async function* rows(exceptions: Exceptions, inAll: number): AsyncGenerator<string> {
  yield `<h2>Row by row</h2><p class="quiet">${number(inAll)} lines about rows that did not simply come over, or about
which there is something to say.</p><div class="wide"><table><thead><tr><th scope="col">row</th>
<th scope="col">what became of it</th><th scope="col">why</th></tr></thead><tbody>\n`
  let shown = 0
  for await (const exception of exceptions) {
    if (++shown > MOST_EXCEPTIONS) break
    yield rowOf(exception)
  }
  yield '</tbody></table></div>\n'
  if (shown > MOST_EXCEPTIONS) yield `<p>The other ${number(inAll - MOST_EXCEPTIONS)} lines are in the JSON file.</p>\n`
}

function rowOf({ table, row, outcome, message }: ImportException): string {
  const name = escaped(`${table} ${row}`.trim())
  return `<tr><th scope="row"><code>${name}</code></th><td>${outcome}</td><td class="words">${escaped(message)}</td></tr>\n`
}

function table(heads: readonly string[], lines: readonly string[]): string {
  const head = heads.map((each) => `<th scope="col">${each}</th>`).join('')
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table></div>\n`
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `<h2>${title}</h2>${items(lines)}`
}

function items(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${line}</li>`).join('\n')}</ul>\n`
}

function number(value: number): string {
  return value.toLocaleString('en')
}
