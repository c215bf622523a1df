// What a member hides, as files to take along.
import type { HiddenLine } from '../../../reading/hiding/list-hidden.ts'
import { BYTE_ORDER_MARK, csvLine } from '../../../text/csv.ts'
import type { FileFacts } from '../export-files.ts'
import { addressOf } from './hidden-page.ts'

const COLUMNS = ['kind', 'name', 'vocabulary', 'address', 'hidden'] as const

function toRecord(line: HiddenLine, origin: string) {
  const path = addressOf(line)
  return {
    kind: line.kind,
    name: line.name,
    vocabulary: line.vocabulary?.name ?? null,
    address: path === null ? null : origin + path,
    hidden: new Date(line.hiddenAt).toISOString(),
  }
}

export function hiddenCsv(lines: readonly HiddenLine[], { origin }: FileFacts): string {
  const records = lines.map((line) => toRecord(line, origin))
  return [
    BYTE_ORDER_MARK + csvLine(COLUMNS),
    ...records.map((record) => csvLine(COLUMNS.map((column) => record[column]))),
  ].join('')
}

export function hiddenJson(
  lines: readonly HiddenLine[],
  onlyLanguages: readonly string[],
  { archiveName, origin, now }: FileFacts,
): string {
  const head = { archive: archiveName, address: origin, exportedAt: new Date(now).toISOString() }
  return `${JSON.stringify({ ...head, onlyLanguages, hidden: lines.map((line) => toRecord(line, origin)) }, null, 1)}\n`
}
