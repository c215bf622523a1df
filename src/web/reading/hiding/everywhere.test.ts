// Whatever shows works to a member is without what they hide, and nobody else's is.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aWork, DAY, NOON } from '../../../../test/cast.ts'
import { anApp } from '../../../../test/client.ts'
import { openTestDatabase } from '../../../../test/database.ts'
import { writeUpdates } from '../../../notices/updates.ts'
import { makeAppPassword } from '../../../people/app-passwords.ts'
import { makeFeedAddress } from '../../../people/feed-address.ts'
import { follow } from '../../../reading/follow.ts'
import { feeds, opds, opds2, paths } from '../../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, rui, bea] = [archive.guest(), await archive.as(cast.rui), await archive.as(cast.bea)]
after(close)

for (let number = 0; number < 12; number++)
  await aWork(db, { by: cast.bea, title: `Plain ${number}`, postedAt: NOON - 10 * DAY - number })
const dire = await aWork(db, { by: cast.ada, title: 'Dire Work', tagIds: [cast.fandom.holmes] })
const late = await aWork(db, { by: cast.ada, title: 'Late Work', tagIds: [cast.fandom.holmes], postedAt: NOON + DAY })
const author = { kind: 'author', pseudId: cast.ada.pseudId, accountId: cast.ada.accountId } as const
for (const member of [cast.rui, cast.mo]) await follow(db, member, author, NOON)
await follow(db, cast.rui, { kind: 'work', workId: dire.workId }, NOON)
await db.updateTable('work').set({ featured_at: NOON }).where('id', '=', dire.workId).execute()
const token = await makeFeedAddress(db, cast.rui, NOON)
const word = await makeAppPassword(db, cast.rui, { name: 'Reader', acceptsWarnings: false }, NOON)
const headers = { authorization: `Basic ${btoa(`Rui:${word}`)}` }

const PAGES = [paths.home({}), paths.browseFeatured({})]
const CATALOGUE = [
  opds.new({}),
  opds2.updated({}),
  opds.works({}),
  opds2.featured({}),
  opds.author({ slug: 'ada' }),
  opds2.tag({ vocabulary: 'fandoms', tag: 'sherlock-holmes' }),
  opds.search({}, { query: 'dire' }),
]
const program = (path: string) => archive.guest().send('GET', path, { headers })
const feed = () => guest.get(feeds.following.atom({ token }))
const events = [
  { kind: 'work_posted', subject_id: dire.workId, payload: '{}' },
  { kind: 'chapter_posted', subject_id: dire.chapterIds[0]!, payload: '{}' },
]
const mails = async () =>
  (await writeUpdates(db, events, { archive: 'Archive', linkTo: () => null })).map(({ to }) => to).toSorted()

async function isEverywhere(): Promise<boolean> {
  const pages = [
    ...(await Promise.all(PAGES.map((path) => rui.get(path)))),
    ...(await Promise.all(CATALOGUE.map(program))),
    await feed(),
  ]
  const found = pages.map((page) => {
    assert.equal(page.status, 200, page.path)
    return page.body.includes('Dire Work')
  })
  for (const [index, has] of found.entries()) assert.equal(has, found[0], pages[index]!.path)
  return found[0]!
}

test('what is hidden by a tag, an author, its language or itself is nowhere, and back when shown again', async () => {
  assert.ok(await isEverywhere())
  assert.deepEqual(await mails(), ['mo@example.org', 'rui@example.org', 'rui@example.org'])
  for (const thing of [`work ${dire.workId}`, `author ${cast.ada.pseudId}`, `tag ${cast.fandom.books}`]) {
    await rui.post(paths.hidden({}), { hide: thing })
    assert.ok(!(await isEverywhere()), thing)
    assert.deepEqual(await mails(), ['mo@example.org'], thing)
    for (const path of [...PAGES, opds.new({})])
      for (const visitor of [guest, bea]) assert.ok((await visitor.get(path)).body.includes('Dire Work'), path)
    assert.ok(!(await isEverywhere()), thing)
    await rui.post(paths.hidden({}), { show: thing })
    assert.ok(await isEverywhere(), thing)
  }
  await rui.post(paths.hidingWishes({}), { languages: 'ja' })
  assert.ok(!(await isEverywhere()))
  assert.deepEqual(await mails(), ['mo@example.org'])
  await rui.post(paths.hidingWishes({}), {})
})

test('what is left still fills the page, and the catalogue counts only that', async () => {
  const before = (await rui.get(paths.home({}))).all('article').length
  await rui.post(paths.hidden({}), { hide: `author ${cast.ada.pseudId}` })
  const home = await rui.get(paths.home({}))
  assert.ok(!home.body.includes('Late Work'))
  assert.equal(home.texts('h3').filter((title) => title.startsWith('Plain')).length, 10)
  assert.equal(before, 11)
  const total = async (send: typeof program) => JSON.parse((await send(opds2.works({}))).body).metadata.numberOfItems
  assert.equal(await total(program), 12)
  assert.equal(await total((path) => guest.get(path)), 14)
  assert.equal(await total(program), 12)
  await rui.post(paths.hidden({}), { show: `author ${cast.ada.pseudId}` })
  assert.equal(await total(program), 14)
  assert.ok(late.workId > 0)
})

test('what a member was reading goes from “continue” when they hide it', async () => {
  const chapter = paths.chapter({ work: late.workId, chapter: late.chapterIds[0]! })
  await rui.get(chapter)
  const isThere = async () =>
    (await rui.get(paths.home({}))).texts('section').some((text) => text.startsWith('Continue reading'))
  assert.ok(await isThere())
  await rui.post(paths.hidden({}), { hide: `work ${late.workId}` })
  assert.ok(!(await isThere()))
})

test('a book of a tag or an author is without it', async () => {
  const mo = await archive.as(cast.mo)
  await mo.post(paths.hidden({}), { hide: `work ${dire.workId}` })
  for (const book of [
    paths.tagBundle({ vocabulary: 'fandoms', tag: 'sherlock-holmes', format: 'html' }),
    paths.authorBundle({ slug: 'ada', format: 'html' }),
  ]) {
    const [own, whole] = [await mo.get(book), await guest.get(book)]
    assert.ok(own.body.includes('Late Work') && !own.body.includes('Dire Work'), book)
    assert.ok(whole.body.includes('Late Work') && whole.body.includes('Dire Work'), book)
  }
  await mo.post(paths.hidden({}), { show: `work ${dire.workId}` })
})
