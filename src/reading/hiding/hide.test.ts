import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aPseud, aTag, aWork, NOON } from '../../../test/cast.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { GUEST, type Member } from '../../people/viewer.ts'
import { hiddenFrom, isShownTo } from '../../works/hidden-from.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { findHidden } from './find-hidden.ts'
import { findToHide } from './find-to-hide.ts'
import { hide, showAgain } from './hide.ts'
import { NOTHING_HIDDEN } from './hidden.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
after(close)

const fandoms = (
  await db.selectFrom('tag').where('id', '=', cast.fandom.books).select('vocabulary_id').executeTakeFirstOrThrow()
).vocabulary_id
const poirot = await aTag(db, fandoms, 'Poirot')
const books = (await aWork(db, { by: cast.ada, tagIds: [cast.fandom.books] })).workId
const holmes = (await aWork(db, { by: cast.bea, tagIds: [cast.fandom.holmes] })).workId
const both = (await aWork(db, { pseudIds: [cast.ada.pseudId, cast.bea.pseudId] })).workId
const wren = (await aWork(db, { pseudIds: [cast.adaAsWren.pseudId], tagIds: [poirot], language: 'ja' })).workId

const shown = async (member: Member) =>
  (
    await db
      .selectFrom('work')
      .where(isShownTo(hiddenFrom(member)))
      .select('id')
      .orderBy('id')
      .execute()
  ).map(({ id }) => id)
const tag = (id: number) => [{ kind: 'tag', id } as const]

test('a hidden tag hides what is below it, and follows when it becomes a synonym', async () => {
  assert.deepEqual(await shown(cast.rui), [books, holmes, both, wren])
  await hide(db, cast.rui, tag(cast.fandom.books), NOON)
  await hide(db, cast.rui, tag(cast.fandom.books), NOON)
  assert.deepEqual(await shown(cast.rui), [both, wren])
  assert.deepEqual(await findHidden(db, cast.rui), { ...NOTHING_HIDDEN, tags: [cast.fandom.books] })
  assert.deepEqual(await shown(cast.bea), [books, holmes, both, wren])

  const crime = await aTag(db, fandoms, 'Crime')
  await hide(db, cast.rui, tag(crime), NOON)
  await db.updateTable('tag').set({ canonical_id: poirot }).where('id', '=', crime).execute()
  await refreshWorks(db, [wren])
  assert.deepEqual((await findHidden(db, cast.rui)).tags, [cast.fandom.books, poirot])
  assert.deepEqual(await shown(cast.rui), [both])
  await showAgain(db, cast.rui, [...tag(crime), ...tag(cast.fandom.books)])
  assert.deepEqual(await shown(cast.rui), [books, holmes, both, wren])
})

test('a hidden pen name hides what it writes with others, and nothing by the other name of the same person', async () => {
  await hide(db, cast.rui, [{ kind: 'author', id: cast.ada.pseudId }], NOON)
  assert.deepEqual(await shown(cast.rui), [holmes, wren])
  await showAgain(db, cast.rui, [{ kind: 'author', id: cast.ada.pseudId }])
})

test('works are hidden one by one, and by their language', async () => {
  await hide(db, cast.rui, [{ kind: 'work', id: books }], NOON)
  assert.deepEqual(await shown(cast.rui), [holmes, both, wren])
  const reads = { ...cast.rui, preferences: { ...cast.rui.preferences, onlyLanguages: ['ja', 'de'] } }
  assert.deepEqual(await shown(reads), [wren])
  assert.deepEqual(await findHidden(db, reads), { ...NOTHING_HIDDEN, works: [books], onlyLanguages: ['ja', 'de'] })
})

test('what the member does not see cannot be hidden', async () => {
  const draft = await aWork(db, { by: cast.ada, postedAt: null })
  for (const thing of [
    { kind: 'work', id: draft.workId },
    { kind: 'author', id: 99_999 },
    { kind: 'tag', id: 99_999 },
  ] as const)
    await assert.rejects(hide(db, cast.rui, [thing], NOON), { code: 'not_found' })
})

test('names that nobody finds in lists are neither offered for hiding nor learnt by their numbers', async () => {
  await db.updateTable('vocabulary').set({ closed: 0 }).where('id', '=', fandoms).execute()
  const secret = await aTag(db, fandoms, 'Unannounced')
  const inUse = await aTag(db, fandoms, 'Unforgotten')
  const quiet = await aPseud(db, cast.bea.accountId, 'Unpublished', false)
  await aWork(db, { pseudIds: [quiet.pseudId], tagIds: [secret], postedAt: null })
  await aWork(db, { by: cast.ada, tagIds: [inUse], ratingId: cast.ratings.members })
  const names = async () => (await findToHide(db, cast.rui, 'Un')).map(({ name }) => name)
  assert.deepEqual(await names(), ['Unforgotten'])
  for (const thing of [
    { kind: 'tag', id: secret },
    { kind: 'author', id: quiet.pseudId },
  ] as const)
    await assert.rejects(hide(db, cast.rui, [thing], NOON), { code: 'not_found' })
  await db.updateTable('tag').set({ hidden: 1 }).where('id', '=', inUse).execute()
  assert.deepEqual(await names(), [])
  await db.updateTable('vocabulary').set({ closed: 1 }).where('id', '=', fandoms).execute()
  assert.deepEqual(await names(), ['Unannounced'])
})

test('it costs a member one query and a guest none', async () => {
  queries.length = 0
  assert.deepEqual(await findHidden(db, GUEST), NOTHING_HIDDEN)
  assert.equal(queries.length, 0)
  await findHidden(db, cast.rui)
  assert.equal(queries.length, 1)
})
