import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { aCast, aTag, aVocabulary, aWork } from '../../../test/cast.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { NameIndex } from './name-index.ts'
import { findSomeNames } from './find-some-names.ts'
import { NameKeeper } from './name-keeper.ts'
import { sweepNameChanges } from './read-names.ts'
import { countInSql, type CountWorks } from './work-counts.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
after(close)

const count: CountWorks = (kind, ids) => countInSql(db, kind, ids)
const keeper = new NameKeeper(db, pino({ level: 'silent' }), count)

const WORDS = [
  'burn',
  'burnt',
  'slow',
  'slower',
  'lighthouse',
  'light',
  'sea',
  'seaside',
  'elan',
  'ねこ',
  'ねこまた',
  'の',
]

/** The same names on every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1103515245 + 12345) % 2147483648
    yield state
  }
}

test('the names in memory and the database alone give the same answers', async () => {
  const next = numbers(7)
  const draw = (count: number) => next.next().value % count
  const vocabulary = await aVocabulary(db, 'tags', 'facet')
  for (let made = 0; made < 150; made++) {
    const words = Array.from({ length: 1 + draw(3) }, () => WORDS[draw(WORDS.length)]!)
    const id = await aTag(db, vocabulary, `${words.join(' ')} ${made}`)
    if (draw(4) === 0) await aWork(db, { by: cast.ada, tagIds: [id] })
  }
  const kept = await keeper.find()
  assert.ok(kept)
  for (const text of [...WORDS, 'bu', 's', 'slow sea', 'sea slo', 'light 1', 'ねこ 2', 'こ', 'xyz']) {
    const looked = { text, limit: 300, audience: 1, preferred: new Set<number>(), isWanted: () => true }
    const some = await findSomeNames(db, 'tag', text, [vocabulary], count)
    const words = text.split(' ').length
    const all = (names: typeof some) =>
      (names.indexOf(vocabulary)?.find({ ...looked, sizeOf: names.counts.of(1) }) ?? [])
        .filter(({ rank }) => (rank & 31) >> 1 === words)
        .map(({ id }) => id)
    assert.deepEqual(all(some), all(kept.tag), text)
  }
})

test('of changes of names only the newest are kept, and names that changed meanwhile are read anew', async () => {
  const tag = await db.selectFrom('tag').select(['id', 'vocabulary_id']).limit(1).executeTakeFirstOrThrow()
  const rename = (name: string) => db.updateTable('tag').set({ name }).where('id', '=', tag.id).execute()
  await sql`insert into name_change (kind, subject_id)
    select 'tag', one.id from tag as one cross join tag as other limit 21000`.execute(db)
  await rename('Quicksilver')
  assert.equal(await keeper.find(), null)
  const kept = await keeper.find()
  assert.deepEqual(kept?.tag.indexOf(tag.vocabulary_id)?.named('quicksilver'), [tag.id])
  await sweepNameChanges(db)
  const left = await db
    .selectFrom('name_change')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  assert.ok(left.n <= 20_000)
})

test('what a hundred thousand names were looked through for is kept', () => {
  const index = new NameIndex()
  const next = numbers(3)
  for (let id = 1; id <= 100_000; id++) {
    const word = () => `s${((next.next().value >> 8) % 30_000).toString(36)}`
    index.put(id, `${word()} ${word()} ${word()}`)
  }
  let lookedAt = 0
  const sizeOf = (id: number) => {
    lookedAt++
    return id % 1000
  }
  const looked = { text: 's', limit: 60, audience: 1, sizeOf, preferred: new Set<number>(), isWanted: () => true }
  const first = index.find(looked)
  assert.equal(first.length, 60)
  assert.ok(lookedAt > 1000)
  lookedAt = 0
  assert.deepEqual(index.find(looked), first)
  assert.equal(lookedAt, 0)
})

test('of many names the ones for a letter are kept, and yet a new one and a preferred one come at once', () => {
  const index = new NameIndex()
  for (let id = 1; id <= 6000; id++) index.put(id, `sea ${id}`)
  const looked = { text: 's', limit: 3, audience: 1, sizeOf: (id: number) => id, isWanted: (id: number) => id !== 5999 }
  const find = (preferred: readonly number[]) =>
    index.find({ ...looked, preferred: new Set(preferred) }).map(({ id }) => id)
  assert.deepEqual(find([]), [6000, 5998])
  assert.deepEqual(find([7, 6000]), [6000, 7, 5998])
  index.put(6001, 'Salt')
  assert.deepEqual(find([]), [6001, 6000])
  index.remove(6001)
  assert.deepEqual(find([8]), [8, 6000, 5998])
})

test('a letter after a whole word is looked for once among many names, and what changes comes at once', () => {
  const index = new NameIndex()
  for (let id = 1; id <= 6000; id++) index.put(id, `sea song ${id}`)
  let sized = 0
  const sizeOf = (id: number) => (sized++, id)
  const looked = { text: 'sea s', limit: 3, audience: 1, sizeOf, preferred: new Set<number>() }
  const find = (isWanted: (id: number) => boolean) => index.find({ ...looked, isWanted }).map(({ id }) => id)
  assert.deepEqual(
    find(() => true),
    [6000, 5999, 5998],
  )
  const before = sized
  assert.deepEqual(
    find((id) => id !== 5999),
    [6000, 5998],
  )
  assert.equal(sized, before)
  index.put(6001, 'Sea salt')
  assert.equal(find(() => true)[0], 6001)
})
