// The whole check, as `npm test` runs it: each phase prints one line when it passes and everything when it does not.
// TEST_POSTGRES_URL runs the suite on PostgreSQL as well; words after `npm test --` pick the files that hold one.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launchBrowser } from './browser/find-browser.ts'
import { describeSizes } from './file-sizes.ts'
import { listTestFiles, ROOT } from './list-files.ts'
import { type Outcome, runPhase } from './run-phase.ts'

const wanted = process.argv.slice(2)
const files = listTestFiles(wanted)
const node = process.execPath
const cheaply = ['--import', pathToFileURL(join(ROOT, 'test/cheap-passwords.ts')).href]
const tests = [...cheaply, '--test', '--test-isolation=none', '--test-reporter=tap', '--test-timeout=120000']
const FILES_AT_ONCE = 8
const outcomes: Outcome[] = []

async function phase(name: string, args: string[], environment: Record<string, string> = {}): Promise<void> {
  outcomes.push(await runPhase(name, [args], environment))
}

/** A server has a hundred connections, and the files of one process open their databases all at once. */
function inGroups(paths: readonly string[]): string[][] {
  const groups: string[][] = []
  for (let at = 0; at < paths.length; at += FILES_AT_ONCE) groups.push(paths.slice(at, at + FILES_AT_ONCE))
  return groups
}

const tool = (name: string, script: string) => [node, join(ROOT, 'node_modules', name, 'bin', script)]

process.chdir(ROOT)
if (wanted.length === 0) {
  await phase('types', [...tool('typescript', 'tsc'), '-p', '.'])
  await phase('lint', [...tool('oxlint', 'oxlint'), '--deny-warnings', 'bin', 'src', 'test', 'bench'])
  await phase('format', [...tool('oxfmt', 'oxfmt'), '--check', 'bin', 'src', 'test', 'bench'])
}

// PostgreSQL takes twice as long as SQLite: everything else fits beside it.
await Promise.all([onPostgres(), elsewhere()])

async function onPostgres(): Promise<void> {
  if (files.plain.length === 0) return
  if (!process.env.TEST_POSTGRES_URL) {
    console.log('tests on PostgreSQL: left out, because TEST_POSTGRES_URL names no server')
    return
  }
  const calls = inGroups(files.plain).map((group) => [node, ...tests, ...group])
  outcomes.push(await runPhase('tests on PostgreSQL', calls, { TEST_DATABASE: 'postgres' }))
}

async function elsewhere(): Promise<void> {
  if (files.plain.length > 0)
    await phase('tests on SQLite', [node, ...tests, ...files.plain], { TEST_DATABASE: 'sqlite' })
  if (files.program.length > 0) await phase('tests of the program', [node, ...tests, ...files.program])
  if (files.browser.length > 0) await inBrowser()
}

async function inBrowser(): Promise<void> {
  const browser = await launchBrowser()
  if (!('trouble' in browser)) {
    await browser.close()
    await phase('tests in a browser', [node, ...tests, ...files.browser])
  } else if (process.env.CI) {
    outcomes.push({ passed: 0, failed: 1, skipped: 0 })
    console.log(`tests in a browser: FAILED, no browser starts here (${browser.trouble})`)
  } else {
    outcomes.push({ passed: 0, failed: 0, skipped: files.browser.length })
    console.log(`tests in a browser: left out, because no browser starts here (${browser.trouble})`)
  }
}

if (wanted.length === 0) console.log(describeSizes())
const sum = (pick: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + pick(outcome), 0)
const [passed, failed, skipped] = [sum((o) => o.passed), sum((o) => o.failed), sum((o) => o.skipped)]
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
