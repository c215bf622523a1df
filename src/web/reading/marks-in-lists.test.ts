import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, type MadeWork, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { putOnShelf } from '../../reading/put-on-shelf.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const rui = await archive.as(cast.rui)
after(close)

/** Every address that lists works; each holds those of Ada. */
let lists: string[]

before(async () => {
  const works: MadeWork[] = []
  const facets = await aVocabulary(db, 'tags', 'facet')
  const tagIds = [cast.fandom.holmes, await aTag(db, facets, 'Lamps'), await aTag(db, facets, 'Gulls')]
  for (const title of ['The Lighthouse', 'The Harbour']) {
    const chapters = [{}, {}, {}]
    works.push(await aWork(db, { by: cast.ada, title, tagIds, chapters }))
  }
  const { workId: twin } = await aWork(db, { by: cast.bea, title: 'Twin', tagIds })
  for (let number = 0; number < 6; number++) await aWork(db, { by: cast.bea, title: `Other ${number}` })
  const [lighthouse] = works as [MadeWork, MadeWork]
  await db.updateTable('work').set({ featured_at: NOON }).execute()
  const row = { title: 'By the sea', sort_title: 'by the sea', pseud_id: cast.ada.pseudId, hidden_at: null }
  const series = await db
    .insertInto('series')
    .values({ ...row, created_at: NOON, updated_at: NOON })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [index, { workId }] of works.entries())
    await db
      .insertInto('series_entry')
      .values({ series_id: series.id, work_id: workId, part_series_id: null, position: index + 1 })
      .execute()
  for (const { workId } of works) {
    await putOnShelf(db, cast.rui, { workId, shelf: 'later' }, NOON)
    await putOnShelf(db, cast.bea, { workId, shelf: 'favourites' }, NOON)
    await rui.post(paths.workSubscription({ work: workId }))
  }
  for (const chapter of lighthouse.chapterIds.slice(0, 2)) {
    archive.clock.time += 1000
    await rui.get(paths.chapter({ work: lighthouse.workId, chapter }))
  }
  lists = [
    paths.home({}),
    paths.works({}),
    paths.works({}, { sort: 'title' }),
    paths.search({}, { q: 'the' }),
    paths.author({ slug: 'ada' }),
    paths.series({ series: series.id }),
    paths.tag({ vocabulary: 'fandoms', tag: 'sherlock-holmes' }),
    paths.tag({ vocabulary: 'fandoms', tag: 'books' }),
    paths.browseTitles({}),
    paths.browseFeatured({}),
    paths.similarWorks({ work: twin }),
    paths.following({}),
    paths.myShelf({ shelf: 'later' }),
    paths.shelf({ slug: 'bea', shelf: 'favourites' }),
  ]
})

test('wherever works are listed, a member is told where they go on and how many chapters they have not read', async () => {
  for (const list of lists) {
    const page = await rui.get(list)
    assert.equal(page.status, 200, list)
    const lines = page.texts('article.blurb').filter((text) => text.includes('The Lighthouse'))
    assert.ok(lines.length > 0, `no line in ${list}`)
    for (const line of lines) assert.match(line, /Continue: Chapter 2 2 unread chapters/, list)
    for (const line of page.texts('article.blurb').filter((text) => text.includes('The Harbour')))
      assert.doesNotMatch(line, /Continue|unread/, `${list}: what was never opened`)
  }
})

test('nobody else is told of it', async () => {
  const bea = await archive.as(cast.bea)
  for (const visitor of [archive.guest(), bea])
    for (const list of lists.filter((path) => !path.startsWith('/account'))) {
      const page = await visitor.get(list)
      for (const line of page.texts('article.blurb')) assert.doesNotMatch(line, /Continue|unread/, list)
    }
})
