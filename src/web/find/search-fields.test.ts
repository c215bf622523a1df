// What is typed into the box besides words: fields, numbers, times and orders, as whole pages answer them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, type Cast, DAY, NOON, type WorkDetails } from '../../../test/cast.ts'
import { anApp, type Page, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { noteWorkChanges } from '../../store/work-changes.ts'

let home: TestDatabase
let cast: Cast
let guest: Visitor

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  const archive = await anApp(home.db)
  guest = archive.guest()
  const genres = await aVocabulary(home.db, 'genres', 'facet')
  const warnings = await aVocabulary(home.db, 'warnings', 'warning')
  const [fluff, angst] = [await aTag(home.db, genres, 'Fluff'), await aTag(home.db, genres, 'Slow Burn')]
  const violence = await aTag(home.db, warnings, 'Graphic Violence')
  const { ada, adaAsWren, bea, ratings, fandom, character } = cast
  const twoNames = [adaAsWren.pseudId, bea.pseudId]
  // The title by which they are told apart, days since the last update, words.
  await tell('Alpha lamp', [5, 9000], { by: ada, ratingId: ratings.general, tagIds: [fandom.holmes, fluff] })
  await tell('Beta', [40, 6000], {
    by: bea,
    ratingId: ratings.mature,
    tagIds: [fandom.holmes, character.watson, angst],
    language: 'ja',
    summary: '<p>A lamp burns.</p>',
  })
  await tell('Gamma', [60, 3000], { pseudIds: twoNames, tagIds: [fandom.books, violence], complete: true })
  await tell('Delta', [400, 100], { by: ada, language: 'de', complete: true, notes: '<p>For my sister.</p>' })
  while (await archive.parts.textSearch.keepUp());
})
after(() => home.close())

async function tell(title: string, [days, words]: [number, number], details: WorkDetails): Promise<void> {
  const { workId } = await aWork(home.db, {
    ...details,
    title,
    postedAt: NOON - 500 * DAY,
    chapters: [{ html: `<p>The text of ${title}, with a lamp.</p>` }],
  })
  await home.db
    .updateTable('work')
    .set({ updated_at: NOON - days * DAY, word_count: words, kudos_count: words / 100 })
    .where('id', '=', workId)
    .execute()
  await noteWorkChanges(home.db, [workId], 'everything')
}

const initials = (page: Page) =>
  page
    .texts('.blurb-title')
    .map((title) => title[0])
    .join('')
const search = (typed: string, more = '') => guest.get(`/search?q=${encodeURIComponent(typed)}${more}`)

// What is typed, and the works it finds: the best match first where words are looked for, else the newest.
const TYPED: ReadonlyArray<readonly [typed: string, found: string]> = [
  ['author:ada', 'AD'],
  ['by:Wren', 'G'],
  ['author:bea', 'BG'],
  ['fandom:"Sherlock Holmes"', 'AB'],
  ['fandom:books', 'ABG'],
  ['character:"John Watson"', 'B'],
  ['tag:fluff', 'A'],
  ['tag:"slow burn",fluff', 'AB'],
  ['-tag:fluff author:ada', 'D'],
  ['genres:fluff', 'A'],
  ['warning:violence', 'G'],
  ['-warning:violence author:bea', 'B'],
  ['rating:general', 'A'],
  ['rating:general,mature', 'AB'],
  ['rating:general OR rating:mature', 'AB'],
  ['tag:"slow burn" OR tag:fluff', 'AB'],
  ['(tag:"slow burn" OR tag:fluff) author:ada', 'A'],
  ['author:ada -(tag:"slow burn" OR tag:fluff)', 'D'],
  ['tag:fluff,burn', 'AB'],
  ['author:ada -tag:fluff,burn', 'D'],
  ['language:ja OR language:de', 'BD'],
  ['status:complete', 'GD'],
  ['status:wip', 'AB'],
  ['language:ja', 'B'],
  ['language:German', 'D'],
  ['words>5000', 'AB'],
  ['words<=3k', 'GD'],
  ['words:3000-6000', 'BG'],
  ['updated<30d', 'A'],
  ['updated>1y', 'D'],
  ['updated:40d-60d', 'BG'],
  ['published<2020', ''],
  ['lamp kudos>50', 'AB'],
  ['title:lamp', 'A'],
  ['summary:lamp', 'B'],
  ['notes:sister', 'D'],
  ['text:"with a lamp" status:complete', 'GD'],
  ['author:bea fandom:books character:watson tag:slow_burn', 'B'],
  [
    'author:bea fandom:"Sherlock Holmes" tag:"slow burn" rating:mature status:wip language:ja words>5000 updated<50d',
    'B',
  ],
  ['lamp author:ada language:en words>5000 updated<30d', 'A'],
]

test('each field narrows the search, alone and with others', async () => {
  for (const [typed, found] of TYPED) {
    const page = await search(typed)
    assert.deepEqual([page.status, initials(page)], [200, found], typed)
    assert.equal(page.text('h2.total'), ['', '1 work', `${found.length} works`][Math.min(found.length, 2)], typed)
    assert.equal(page.field('q'), typed)
  }
})

test('what is called otherwise than it was typed is told, with what was made of it', async () => {
  const rating = await search('rating:purple author:ada')
  assert.equal(initials(rating), 'AD')
  assert.ok(rating.has('Nothing of the kind “rating” is called “purple” here, so it is left aside.'))
  const tag = await search('tag:fluff,burn')
  assert.ok(tag.has('Nothing of the kind “tag” is called “burn” here, so it is looked for as words.'))
})

test('what is typed and what is chosen beside it hold together', async () => {
  assert.equal(initials(await search('author:ada', '&status=complete')), 'D')
  assert.equal(initials(await search('status:complete', '&status=in-progress')), '')
  assert.equal(initials(await search('language:ja', '&language=de')), '')
  assert.equal(initials(await search('words>5000', '&words-to=7000')), 'B')
})

test('the best match comes first, or last where somebody wishes it', async () => {
  const best = 'ABGD'
  const weakest = [...best].toReversed().join('')
  for (const [typed, more, order] of [
    ['lamp', '', best],
    ['lamp', '&sort=relevance', best],
    ['lamp', '&sort=relevance&order=down', weakest],
    ['lamp sort:relevance', '', best],
    ['lamp sort:best', '', best],
    ['lamp sort:relevance-desc', '', best],
    ['lamp sort:relevance-asc', '', weakest],
    ['lamp sort:words', '', 'ABGD'],
    ['lamp sort:words-asc', '', 'DGBA'],
    ['lamp sort:relevance', '&sort=title', 'ABDG'],
  ] as const)
    assert.equal(initials(await search(typed, more)), order, typed + more)
})

test('a list without words has no best match, and keeps its usual order', async () => {
  const usual = initials(await guest.get('/works'))
  for (const address of ['/works?sort=relevance', '/works?sort=given&order=down', '/works?q=sort:relevance'])
    assert.equal(initials(await guest.get(address)), usual, address)
})
