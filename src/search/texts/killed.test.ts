import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, test } from 'node:test'
import type { Kysely } from 'kysely'
import { aCast, aWork, NOON } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { GUEST } from '../../people/viewer.ts'
import type { Tables } from '../../store/tables.ts'
import { closeTexts, openTexts } from '../../store/texts-file.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { parseQuery } from './parse-query.ts'
import { listOutdated } from './parcel.ts'
import { emptyIndex, takeInAll } from './reindex.ts'
import { TextSearch } from './text-search.ts'

const CHILD = new URL('../../../test/take-in-and-die.ts', import.meta.url).pathname
const POINTS = 4
const WORKS = 24
const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 1e6))

let home: TestDatabase
let texts: Kysely<Tables>
const workIds: number[] = []
before(async () => {
  home = await openTestDatabase()
  texts = openTexts(home.db)
  const { ada } = await aCast(home.db)
  for (let work = 0; work < WORKS; work++) {
    const chapters = Array.from({ length: 4 }, (_, index) => ({
      html: `<p>every${work} ${`w${index} `.repeat(200)}</p>`,
    }))
    workIds.push((await aWork(home.db, { by: ada, title: `Work ${work}`, chapters })).workId)
  }
})
after(async () => {
  await closeTexts(texts, home.db)
  await home.close()
})

function takeInUntil(dieAt: number, way: string): Promise<{ signal: NodeJS.Signals | null; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CHILD, home.url ?? '-', home.dataDir, String(dieAt), way], (error, stdout, stderr) => {
      resolve({ signal: error?.signal ?? null, output: stdout.trim() || stderr })
    })
  })
}

const count = async (query: string) => {
  const { words } = parseQuery(query, { now: NOON, timeZone: 'UTC', vocabularies: [] })
  return (await new TextSearch({ db: home.db, thread: null }).search(GUEST, words!)).total
}

for (const way of ['slice by slice', 'ahead']) {
  test(`whoever takes words in may be killed anywhere: ${way} (TEST_SEED=${seed})`, async () => {
    await emptyIndex(texts)
    const queries = Number((await takeInUntil(0, way)).output)
    assert.ok(queries > 50, String(queries))
    assert.deepEqual(await listOutdated(texts, workIds), [])
    for (let point = 0; point < POINTS; point++) {
      await emptyIndex(texts)
      const dieAt = 2 + ((seed * 31 + point * 7919) % (queries - 10))
      const { signal, output } = await takeInUntil(dieAt, way)
      assert.equal(signal, 'SIGKILL', `at ${dieAt} of ${queries}: ${output}`)
      // Works that change meanwhile are taken in as they are now.
      await refreshWorks(home.db, [workIds[point]!])
      await takeInAll(texts, () => {}, { alone: way === 'ahead' })
      assert.deepEqual(await listOutdated(texts, workIds), [], `killed at ${dieAt}`)
      assert.deepEqual([await count('w3'), await count('every5'), await count('work -every2')], [WORKS, 1, WORKS - 1])
      const rows = await texts.selectFrom('passage').select('id').execute()
      assert.equal(rows.length, WORKS * 4)
    }
  })
}
