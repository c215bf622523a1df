import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
after(close)

before(async () => {
  const html = `<p>${'words of it '.repeat(4000)}</p>`
  for (const title of ['One', 'Two', 'Three'])
    await aWork(db, { by: cast.ada, title, postedAt: NOON, chapters: [{ html }, { html }] })
})

const NAME = '0123456789abcdef'.repeat(2)
const bundle = (format: string, making: string) => paths.authorBundle({ slug: 'ada', format }, { making })

async function ask(name: string) {
  const answer = await archive.app.request(`http://archive.example${paths.bundleMaking({}, { of: name })}`)
  return answer.status === 204 ? null : ((await answer.json()) as { state: string; done: number; words: string })
}

async function begin(path: string) {
  const answer = await archive.app.request(`http://archive.example${path}`)
  assert.equal(answer.status, 200)
  return answer.body!.getReader()
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>) {
  while (!(await reader.read()).done);
}

test('whoever takes a bundle along can ask how much of it has been made', async () => {
  assert.equal(await ask(NAME), null)
  const reader = await begin(bundle('zip', NAME))
  await reader.read()
  const before = await ask(NAME)
  assert.deepEqual([before!.state, before!.words], ['going on', '0 of 3 works are made.'])
  await readAll(reader)
  const over = await ask(NAME)
  assert.deepEqual([over!.state, over!.done, over!.words], ['sent', 3, 'All of it is made and on its way to you.'])
})

test('of one book the chapters are counted, also those that were made before', async () => {
  for (const name of ['a', 'b'].map((sign) => sign.repeat(32))) {
    const reader = await begin(bundle('epub', name))
    await reader.read()
    assert.match((await ask(name))!.words, /^\d of 6 chapters are made\.$/)
    await readAll(reader)
    assert.deepEqual([(await ask(name))!.state, (await ask(name))!.done], ['sent', 6])
  }
})

test('who goes away before the end is told so, and under a poor name nothing is told', async () => {
  const name = 'c'.repeat(32)
  const reader = await begin(bundle('zip', name))
  await reader.read()
  await reader.cancel()
  assert.equal((await ask(name))!.words, 'It broke off before its end. Please try again.')
  await readAll(await begin(bundle('zip', 'guess')))
  assert.equal(await ask('guess'), null)
})
