import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import { test } from 'node:test'
import { openTestDatabase } from '../../../test/database.ts'
import { dumpFile, tinySite } from '../../../test/tiny-site.ts'
import { previewReading } from '../efiction/preview-reading.ts'
import { charsetNamed } from '../efiction/read/charset.ts'
import { type Answer, bringOver } from './bring-over.ts'

const OPTIONS = { files: null, uploads: [], prefix: null, timeZone: 'UTC', mend: true, acceptCut: false }

/** The dump is gone as soon as it has been read to its end. */
async function rehearse(dump: string, charset: string | null): Promise<Answer> {
  const { db, close } = await openTestDatabase()
  const told = { dryRun: true, now: 1, signal: new AbortController().signal, onException: () => {} }
  const onProgress = ({ phase }: { phase: string }) => {
    if (phase !== 'dump') rmSync(dump, { force: true })
  }
  return bringOver(db, { ...OPTIONS, dumps: [dump], charset }, { ...told, onProgress }).finally(close)
}

const stories = [
  { title: 'Первая глава', summary: 'Short' },
  { sid: 2, title: Buffer.from('\xcf\xe5\xf0\xe2\xe0\xff', 'latin1') },
]
const CHARSETS = [null, 'windows-1251', 'windows-1250']

for (const charset of CHARSETS) {
  test(`a preview reads the dump once and shows what another look at it shows: ${charset ?? 'no character set'}`, async () => {
    const dump = tinySite({ stories })
    const expected = await previewReading({ dump }, charset)
    const { state, samples } = await rehearse(dump, charset)
    assert.equal(state, 'done')
    assert.ok(expected.length > 0)
    assert.deepEqual(
      samples,
      expected.map(({ before, after }) => ({ before, after })),
    )
  })
}

test('a preview of a dump that says what it is in shows what another character set would change of that', async () => {
  const russian = charsetNamed('koi8-r')!.encode('Глава')!
  const dump = () => dumpFile('SET NAMES koi8r;\n', readFileSync(tinySite({ stories: [{ title: russian }] })))
  assert.deepEqual((await rehearse(dump(), null)).samples, [{ before: 'Глава', after: 'Глава' }])
  assert.deepEqual((await rehearse(dump(), 'windows-1251')).samples, [{ before: 'Глава', after: 'зМБЧБ' }])
})
