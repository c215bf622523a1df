import { notFound } from '../../errors.ts'
import type { Outcome } from '../../import/efiction/report/report.ts'
import { htmlReport } from '../../import/report-file/html-report.ts'
import { jsonReport } from '../../import/report-file/json-report.ts'
import { countExceptions, eachException, listExceptions } from '../../import/runs/exceptions.ts'
import { findRun } from '../../import/runs/run.ts'
import { sizeOfUploads } from '../../import/runs/source-files.ts'
import { parsePage } from '../../store/paging.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page } from '../respond.ts'
import { importReportPage } from './import-report-page.ts'
import { requireOwner } from './import-routes.ts'

const LINES_PER_PAGE = 100
const OUTCOMES: readonly Outcome[] = ['imported', 'updated', 'unchanged', 'merged', 'kept aside', 'dropped']

export function importReportRoutes(app: App, { db, imports }: Parts): void {
  app.get(paths.importReport.pattern, async (c) => {
    const run = await findReported(c)
    const outcome = OUTCOMES.find((each) => each === c.req.query('outcome')) ?? null
    const filter = { table: c.req.query('table')?.slice(0, 200) || null, outcome }
    const paging = { page: parsePage(c.req.query('page')), perPage: LINES_PER_PAGE }
    const [lines, counts, uploadBytes] = await Promise.all([
      listExceptions(db, run.id, filter, paging),
      countExceptions(db, run.id),
      sizeOfUploads(imports.folder, run.options.uploads),
    ])
    const isDeleted = c.req.query('done') === 'deleted'
    return page(c, importReportPage(c.get('chrome'), { run, lines, counts, filter, uploadBytes, isDeleted }))
  })

  app.get(paths.importReportHtml.pattern, async (c) => {
    const run = await findReported(c)
    const pieces = htmlReport(run.report, eachException(db, run.id), run.finishedAt ?? run.createdAt)
    return download(c, pieces, 'text/html; charset=utf-8', `import-${run.id}.html`)
  })

  app.get(paths.importReportJson.pattern, async (c) => {
    const run = await findReported(c)
    const pieces = jsonReport(run.report, eachException(db, run.id))
    return download(c, pieces, 'application/json', `import-${run.id}.json`)
  })

  async function findReported(c: C) {
    requireOwner(c)
    const run = await findRun(db, idParam(c, 'run'))
    if (run.report === null) throw notFound('Report')
    return { ...run, report: run.report }
  }
}

/** In pieces, as they are made: a report may be larger than memory. */
function download(c: C, pieces: AsyncIterable<string>, type: string, name: string): Response {
  c.header('content-type', type)
  c.header('content-disposition', `attachment; filename="${name}"`)
  c.header('cache-control', 'private, no-store')
  return c.body(ReadableStream.from(encoded(pieces)) as ReadableStream)
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const piece of pieces) yield encoder.encode(piece)
}
