// An import that broke off and went on tells, at its end, what one without a break does.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { newFolder, removeFolder, runFanfold, stopFanfold } from '../../test/program.ts'
import { tinySite } from '../../test/tiny-site.ts'
import type { ImportReport } from '../import/efiction/report/report.ts'

const folder = newFolder()
after(() => removeFolder(folder))

const FULL_COLUMN = 65_535
const CHAPTERS = 500
const SITE = tinySite({
  authors: [{}, { uid: 2, penname: 'wren', email: 'other@tiny.example' }],
  stories: [{ catid: '77' }, { sid: 2, uid: 9 }],
  chapters: Array.from({ length: CHAPTERS }, (_, index) => ({
    chapid: index + 1,
    inorder: index + 1,
    storytext: index === 0 ? 'x'.repeat(FULL_COLUMN) : `donr17;t ${index} `.repeat(2000),
  })),
})

function linesIn(dataDir: string): string[] {
  return existsSync(dataDir) ? readdirSync(dataDir).filter((name) => name.endsWith('.lines')) : []
}

/** Some chapters have been told of, and others are still to come. */
function isInTheMidst(dataDir: string): boolean {
  return linesIn(dataDir).some((name) => statSync(join(dataDir, name)).size > 20_000)
}

async function reportOf(dataDir: string): Promise<ImportReport> {
  const path = join(folder, 'report.json')
  const { exitCode, errors } = await runFanfold(['import', 'efiction', SITE, '--data', dataDir, '--report', path])
  assert.equal(exitCode, 0, errors)
  assert.deepEqual(linesIn(dataDir), [])
  return JSON.parse(readFileSync(path, 'utf8')) as ImportReport
}

function sentences({ exceptions }: ImportReport): string[] {
  return exceptions.map(({ table, row, message }) => `${table} ${row}: ${message}`).sort()
}

test('the report of an import that was stopped or killed and went on names what the first part brought too', async () => {
  const whole = await reportOf(join(folder, 'whole'))
  assert.match(sentences(whole).join('\n'), /authors 2: "wren" is the name of another account/)
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const dataDir = join(folder, signal)
    const broken = await stopFanfold(
      ['import', 'efiction', SITE, '--data', dataDir],
      {},
      () => isInTheMidst(dataDir),
      signal,
    )
    assert.notEqual(broken.exitCode, 0)
    assert.equal(linesIn(dataDir).length, 1, broken.errors)
    const again = await reportOf(dataDir)
    assert.ok(again.tables.find(({ table }) => table === 'chapters')!.unchanged > 0, 'it was in the midst of them')
    assert.deepEqual(sentences(again), sentences(whole))
    assert.equal(again.exceptionsInAll, whole.exceptionsInAll)
    assert.equal(again.cutTextsInAll, 1)
    assert.equal(again.verdict.line, whole.verdict.line)
  }
})
