// Where an owner says that a kind of tag is shown, there it is shown, and nowhere else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, type Cast } from '../../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { paths } from '../../paths.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let olga: Visitor
let guest: Visitor
let kind: number
let workId: number

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
  olga = await archive.as(cast.olga)
  guest = archive.guest()
  kind = await aVocabulary(home.db, 'seasons', 'facet')
  const winter = await aTag(home.db, kind, 'Winter')
  workId = (await aWork(home.db, { by: cast.ada, title: 'Snow', tagIds: [winter] })).workId
})
after(() => home.close())

const SWITCHES = ['onBlurb', 'inHead', 'inFilters', 'inBrowse', 'spoiler'] as const
type Switch = (typeof SWITCHES)[number]

/** Sends the form of the kind with these boxes ticked and no other. */
async function show(...ticked: Switch[]): Promise<void> {
  const boxes = Object.fromEntries(ticked.map((name) => [name, 'yes']))
  const fields = { name: 'Seasons', slug: 'seasons', role: 'facet', closed: 'yes', many: 'yes', ...boxes }
  const saved = await olga.post(`/moderation/vocabularies/${kind}`, fields)
  assert.equal(saved.status, 200, saved.text('main'))
}

/** Each place where a guest looks for it, and whether it is there. */
async function placesOf(): Promise<Switch[]> {
  const [list, work, browse, start] = [
    await guest.get(paths.works({})),
    await guest.get(paths.work({ work: workId })),
    await guest.get(paths.browse({})),
    await guest.get(paths.home({})),
  ]
  const isIn = {
    onBlurb: list.text('article.blurb').includes('Winter'),
    inHead: work.text('dl.lines').includes('Winter'),
    inFilters: list.text('details.panel').includes('Seasons'),
    inBrowse: browse.text('main').includes('Seasons'),
    spoiler: /<details[^]*Winter/.test(list.inner('article.blurb')!),
  }
  const isOnHome = start.text('ul.ways').includes('Seasons')
  assert.equal(isOnHome, isIn.inBrowse, 'the home page leads to what the browse page does')
  return SWITCHES.filter((name) => isIn[name])
}

test('a kind of tag is shown where its owner says', async () => {
  const sets: Switch[][] = [
    ['onBlurb', 'inHead', 'inFilters', 'inBrowse'],
    ['onBlurb'],
    ['inHead'],
    ['inFilters'],
    ['inBrowse'],
    [],
    ['onBlurb', 'inHead', 'inFilters', 'inBrowse', 'spoiler'],
  ]
  for (const ticked of sets) {
    await show(...ticked)
    assert.deepEqual(await placesOf(), ticked, ticked.join())
  }
})

test('what is shown nowhere can still be asked for, and stays chosen', async () => {
  await show()
  const page = await guest.get('/works?with=seasons/winter')
  assert.deepEqual(page.texts('ul.chips'), ['Winter ×'])
  assert.equal(page.text('h2.total'), '1 work')
  assert.equal(page.field('with'), 'seasons/winter')
  assert.equal((await guest.get('/browse/seasons/winter')).text('h2.total'), '1 work')
})

test('what may spoil a work is on its page and blurb, but closed until somebody opens it', async () => {
  await show('onBlurb', 'inHead', 'inFilters', 'inBrowse', 'spoiler')
  for (const path of [paths.works({}), paths.work({ work: workId })]) {
    const page = await guest.get(path)
    const at = page.body.indexOf('Winter', page.body.indexOf('<main'))
    const opening = page.body.slice(page.body.lastIndexOf('<details', at), at)
    assert.ok(at > 0 && !opening.includes('</details>'), path)
    assert.doesNotMatch(opening, /<details[^>]*\bopen\b/, path)
  }
})
