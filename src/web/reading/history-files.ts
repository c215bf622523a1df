// A member's history as files to take along, made while they are sent.
import type { HistoryLine } from '../../reading/list-history.ts'
import { BYTE_ORDER_MARK, csvLine } from '../../text/csv.ts'
import { paths } from '../paths.ts'
import type { FileFacts } from './export-files.ts'

/** Names and order are those of the CSV's columns. What is not to be read at present has its time alone. */
function toRecord({ workId, notedAt, work }: HistoryLine, origin: string) {
  return {
    last_opened: new Date(notedAt).toISOString(),
    title: work?.title ?? null,
    authors: work?.creators.map(({ name }) => name) ?? [],
    address: work && origin + paths.work({ work: workId }),
    chapter: work && work.mark.here > 0 ? work.mark.here : null,
    chapters: work?.chapterCount ?? null,
    unread: work?.mark.unread ?? null,
  }
}

type HistoryRecord = ReturnType<typeof toRecord>

const COLUMNS = [
  'last_opened',
  'title',
  'authors',
  'address',
  'chapter',
  'chapters',
  'unread',
] as const satisfies ReadonlyArray<keyof HistoryRecord>

export async function* historyCsv(lines: AsyncIterable<HistoryLine>, { origin }: FileFacts): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS)
  for await (const line of lines) {
    const record = toRecord(line, origin)
    yield csvLine(COLUMNS.map((column) => (column === 'authors' ? record.authors.join('; ') : record[column])))
  }
}

export async function* historyJson(
  lines: AsyncIterable<HistoryLine>,
  { archiveName, origin, now }: FileFacts,
): AsyncGenerator<string> {
  const head = JSON.stringify({ archive: archiveName, address: origin, exportedAt: new Date(now).toISOString() })
  yield `${head.slice(0, -1)},"history":[`
  let separator = '\n'
  for await (const line of lines) {
    yield separator + JSON.stringify(toRecord(line, origin))
    separator = ',\n'
  }
  yield '\n]}\n'
}
