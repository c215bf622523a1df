import type { ImportException, ImportReport } from '../efiction/report/report.ts'

/** A report without its lines about single rows, of which there may be one to every row of a large site. */
export type ReportHead = Omit<ImportReport, 'exceptions'>

export type Exceptions = AsyncIterable<ImportException> | Iterable<ImportException>
