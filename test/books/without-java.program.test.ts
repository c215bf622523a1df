import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ROOT } from '../list-files.ts'

const nothing = mkdtempSync(join(tmpdir(), 'fanfold-no-java-'))
after(() => rmdirSync(nothing))

/** `npm test -- epubcheck.program` on a machine whose path leads to nothing. */
async function runWithoutJava(ci: string): Promise<{ said: string; exitCode: number | null }> {
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env
  const env = { ...inherited, PATH: nothing, CI: ci }
  const child = spawn(process.execPath, [join(ROOT, 'test/run.ts'), 'epubcheck.program'], { env, stdio: 'pipe' })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk))
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ said, exitCode })))
}

test('where there is no Java, one line says that EPUBCheck was left out', async () => {
  const { said, exitCode } = await runWithoutJava('')
  const lines = said.split('\n').filter((line) => line.includes('EPUBCheck'))
  assert.deepEqual(lines, ['tests of the program: 1 left out: EPUBCheck needs a Java, and there is none here'], said)
  assert.match(said, /0 failed, 1 skipped/)
  assert.equal(exitCode, 0)
})

test('it is never left out in CI', async () => {
  const { said, exitCode } = await runWithoutJava('true')
  assert.match(said, /EPUBCheck needs a Java, and must not be left out in CI/)
  assert.match(said, /1 failed/)
  assert.equal(exitCode, 1)
})
