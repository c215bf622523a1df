// Comma-separated values as of RFC 4180: lines end in CR LF, what needs quotes has them.

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present'

/** Spreadsheet programs take a file without it for whatever their country used before Unicode. */
export const BYTE_ORDER_MARK = '\ufeff'

export type CsvValue = string | number | null

export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

/** What spreadsheets would run as a formula, after white space and in full width too. */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

/** A text that begins like a formula gets an apostrophe before it, by which spreadsheets know it as a text. */
function cell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
