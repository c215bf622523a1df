import type { Exceptions, ReportHead } from './exceptions.ts'

/** The whole report as JSON, in pieces. */
export async function* jsonReport(head: ReportHead, exceptions: Exceptions): AsyncGenerator<string> {
  const { exceptions: _, ...rest } = head as ReportHead & { exceptions?: unknown }
  yield `${JSON.stringify(rest, null, 2).slice(0, -2)},\n  "exceptions": [`
  let separator = ''
  for await (const exception of exceptions) {
    yield `${separator}\n    ${JSON.stringify(exception)}`
    separator = ','
  }
  yield '\n  ]\n}\n'
}
