// Every number beside a tag, an author or a series is that of the list which the link leads to, whoever asks.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { pino } from 'pino'
import { aCast, aTag, aVocabulary, aWork, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type Page, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { makeAppPassword } from '../../people/app-passwords.ts'
import { hide } from '../../reading/hiding/hide.ts'
import { Finder } from '../../search/finder.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const log = pino({ level: 'silent' })
const withoutIndex = await anApp(db, { finder: new Finder({ db, log, index: 'none' }) })
after(close)

const free = await aVocabulary(db, 'tags', 'freeform', { closed: 0 })
const [calm, calmer, loud] = [
  await aTag(db, free, 'Calm'),
  await aTag(db, free, 'Calmer'),
  await aTag(db, free, 'Loud'),
]
await db.insertInto('tag_parent').values({ tag_id: calmer, parent_id: calm }).execute()
const works: number[] = []
const ALL = [[calm], [calmer], [calmer, loud], [loud], [calm, loud], [calm]]
for (const [index, tagIds] of ALL.entries()) {
  const by = index % 3 === 0 ? cast.bea : cast.ada
  const ratingId = index === 4 ? cast.ratings.members : cast.ratings.general
  const details = { by, ratingId, title: `Work ${index}`, language: index === 5 ? 'ja' : 'en' }
  const { workId } = await aWork(db, {
    ...details,
    tagIds: [...tagIds, cast.fandom.holmes],
    postedAt: NOON - index * DAY,
  })
  works.push(workId)
}

async function aSeries(title: string, parts: { works?: number[]; series?: number[] }, isHidden = false) {
  const row = { title, sort_title: title.toLowerCase(), pseud_id: cast.ada.pseudId, created_at: NOON, updated_at: NOON }
  const { id } = await db
    .insertInto('series')
    .values({ ...row, hidden_at: isHidden ? NOON : null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const entries = [
    ...(parts.works ?? []).map((work_id) => ({ work_id, part_series_id: null })),
    ...(parts.series ?? []).map((part_series_id) => ({ work_id: null, part_series_id })),
  ]
  for (const [position, entry] of entries.entries())
    await db
      .insertInto('series_entry')
      .values({ series_id: id, position, confirmed: 1, ...entry })
      .execute()
  return id
}
const inner = await aSeries('Inner', { works: works.slice(0, 3) })
const unseen = await aSeries('Unseen', { works: [works[5]!] }, true)
const middle = await aSeries('Middle', { series: [inner] })
const outer = await aSeries('Outer', { works: [works[0]!, works[4]!], series: [middle, inner, unseen] })
await db.insertInto('series_entry').values({ series_id: inner, part_series_id: outer, position: 9 }).execute()

const PAGES = [
  ...['tags', 'fandoms', 'ratings'].map((vocabulary) => paths.vocabulary({ vocabulary })),
  paths.tag({ vocabulary: 'fandoms', tag: 'books' }),
  paths.belowTag({ vocabulary: 'tags', tag: 'calm' }),
  paths.browseAuthors({}),
  paths.browseSeries({}),
  paths.author({ slug: 'ada' }),
]

const LINE = /<li>\s*<a href="([^"]+)"(?:(?!<li>)[^])*?<span class="quiet small">(\d+) works?<\/span>/g
const totalOf = (page: Page) => Number(page.text('h2.total').replace(/\D/g, ''))

async function compareAll(visitor: Visitor): Promise<string[]> {
  const told: string[] = []
  for (const path of PAGES)
    for (const [, address, count] of (await visitor.get(path)).body.matchAll(LINE)) {
      assert.equal(Number(count), totalOf(await visitor.get(address!)), `${path}: ${address}`)
      told.push(`${address} ${count}`)
    }
  return told
}

const eachOf = (app: TestApp) => Promise.all([app.guest(), app.as(cast.rui), app.as(cast.ada), app.as(cast.mo)])

test('guests, readers, authors and moderators get as many works as they were told', async () => {
  for (const app of [archive, withoutIndex])
    for (const visitor of await eachOf(app)) {
      const told = await compareAll(visitor)
      assert.ok(told.length >= 16, told.join())
    }
  const large = paths.topList({ list: 'large-series' })
  for (const path of [paths.browseSeries({}), large])
    assert.ok((await archive.guest().get(path)).has('Outer by Ada 3 works'), path)
})

test('what a member hides or leaves out is not counted either', async () => {
  const before = await compareAll(await archive.as(cast.rui))
  await hide(db, cast.rui, [{ kind: 'tag', id: loud }], NOON)
  await hide(db, cast.ada, [{ kind: 'author', id: cast.ada.pseudId }], NOON)
  const rui = await archive.as(cast.rui)
  await rui.post(paths.hidingWishes({}), { languages: 'en', finished: 'yes' })
  await rui.post(paths.workShelves({ work: works[0]! }), { put: 'finished' })
  for (const app of [archive, withoutIndex]) for (const visitor of await eachOf(app)) await compareAll(visitor)
  const told = await compareAll(rui)
  assert.ok(before.includes('/browse/tags/calm 5') && told.some((line) => /calm [12]$/.test(line)), told.join())
})

test('a reading program is told the same numbers', async () => {
  const word = await makeAppPassword(db, cast.rui, { name: 'Reader', acceptsWarnings: false }, NOON)
  const headers = { authorization: `Basic ${btoa(`Rui:${word}`)}` }
  const read = async (path: string) =>
    JSON.parse((await archive.guest().send('GET', path, { headers })).body) as {
      navigation?: Array<{ href: string; properties?: { numberOfItems?: number } }>
      metadata: { numberOfItems?: number }
    }
  let compared = 0
  for (const path of ['/opds/v2/browse/tags/calm/below', '/opds/v2/browse/ratings', '/opds/v2/authors'])
    for (const { href, properties } of (await read(path)).navigation ?? []) {
      if (properties?.numberOfItems === undefined) continue
      assert.equal(properties.numberOfItems, (await read(href)).metadata.numberOfItems, href)
      compared++
    }
  assert.ok(compared >= 5, String(compared))
})
