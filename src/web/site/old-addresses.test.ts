import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aWork } from '../../../test/cast.ts'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'

let home: TestDatabase
let archive: TestApp
let workId: number
let second: number
let seriesId: number

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  const { ada } = await aCast(home.db)
  const work = await aWork(home.db, { by: ada, chapters: [{}, {}] })
  workId = work.workId
  second = work.chapterIds[1]!
  const series = { title: 'S', sort_title: 's', pseud_id: ada.pseudId, created_at: 1, updated_at: 1, hidden_at: null }
  seriesId = (await home.db.insertInto('series').values(series).returning('id').executeTakeFirstOrThrow()).id
  const known = [
    ['story', '17', workId],
    ['chapter', '41', second],
    ['chapter_number', '17/2', second],
    ['member', '9', ada.pseudId],
    ['series', '3', seriesId],
  ] as const
  const rows = known.map(([kind, old_id, new_id]) => ({ source: 'old', kind, old_id, new_id, fingerprint: null }))
  await home.db.insertInto('legacy_id').values(rows).execute()
})
after(() => home.close())

async function whereTo(path: string) {
  const page = await archive.guest().get(path)
  return [page.status, page.location]
}

test('old addresses lead to the right new pages for good', async () => {
  const work = `/works/${workId}`
  const chapter = `${work}/chapters/${second}`
  const leads: Array<[string, string]> = [
    ['/viewstory.php?sid=17', work],
    ['/viewstory.php?sid=17&chapter=2', chapter],
    ['/viewstory.php?sid=17&amp;chapter=2', chapter],
    ['/viewstory.php?chapter=2&sid=17&textsize=3&ageconsent=ok', chapter],
    ['/viewstory.php?sid=17&chapter=99', work],
    ['/viewstory.php?chapid=41', chapter],
    ['/viewstory.php?action=printable&sid=17&chapter=2', `${chapter}/print`],
    ['/viewstory.php?action=printable&sid=17&chapter=all', `${work}/print`],
    ['/viewuser.php?uid=9', '/authors/ada'],
    ['/viewseries.php?seriesid=3', `/series/${seriesId}`],
    ['/reviews.php?type=ST&item=17', `${work}/reviews`],
    ['/reviews.php?type=ST&item=17&chapid=41', `${chapter}/reviews`],
    ['/reviews.php?type=SE&item=3', `/series/${seriesId}/reviews`],
    ['/fanfiction/archive/viewstory.php?sid=017', work],
  ]
  for (const [from, to] of leads) assert.deepEqual(await whereTo(from), [301, to], from)
})

test('an old number that nobody knows is not found', async () => {
  for (const path of [
    '/viewstory.php?sid=18',
    '/viewstory.php',
    '/viewstory.php?sid=17%27%20or%201=1',
    '/viewuser.php?uid=99999999999999999999',
    '/reviews.php?type=XX&item=a',
    '/nothing.php?sid=17',
  ]) {
    assert.deepEqual(await whereTo(path), [404, null], path)
  }
})
