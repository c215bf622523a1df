import type { Db } from '../../store/database.ts'
import type { ImportReport } from '../efiction/report/report.ts'
import type { Exceptions } from '../report-file/exceptions.ts'
import { ExceptionWriter } from './exceptions.ts'

/** An import that ran elsewhere, such as on the command line, so that owners find its report among the others. */
export async function recordFinishedRun(db: Db, report: ImportReport, exceptions: Exceptions, now: number) {
  const { exceptions: _, ...head } = report
  const { id } = await db
    .insertInto('import_run')
    .values({
      source: report.site.name,
      state: 'finished',
      progress: JSON.stringify({ task: 'import' }),
      report: JSON.stringify(head),
      account_id: null,
      created_at: now,
      finished_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const writer = new ExceptionWriter(db, id)
  for await (const exception of exceptions) writer.add(exception)
  await writer.finish()
}
