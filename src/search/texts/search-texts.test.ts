// One archive in many languages, and what is found in it: the same on both databases, in the same order.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { GUEST, type Viewer } from '../../people/viewer.ts'
import { resolveQuery } from './resolve-query.ts'
import type { SearchedPart } from './query.ts'
import { TextSearch } from './text-search.ts'

let home: TestDatabase
let cast: Cast
let search: TextSearch
const names = new Map<number, string>()

interface Told {
  title: string
  language?: string
  summary?: string
  notes?: string
  texts?: string[]
  tagIds?: number[]
  ratingId?: number
}

let day = 0

async function tell(name: string, { texts = ['<p>…</p>'], ...work }: Told): Promise<number> {
  const { workId } = await aWork(home.db, {
    by: cast.ada,
    summary: '',
    postedAt: NOON - 50 * DAY + ++day * DAY,
    ...work,
    chapters: texts.map((html) => ({ html })),
  })
  names.set(workId, name)
  return workId
}

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  search = new TextSearch({ db: home.db, thread: null })
  const genres = await aVocabulary(home.db, 'genres', 'facet')
  const fluff = await aTag(home.db, genres, 'Fluff')
  const enemies = await aTag(home.db, genres, 'Enemies to Lovers')
  await tell('carbuncle', {
    title: 'The Blue Carbuncle',
    summary: '<p>A goose with a secret.</p>',
    notes: '<p>For my grandmother.</p>',
    tagIds: [cast.fandom.holmes, fluff],
    texts: [
      '<p>“Don’t stop,” said Holmes. The gas-lamp burnt low.</p><p>It was the state-of-the-art lamp.</p>',
      '<p>The goose was found. The <em>go</em>ose ran.</p><p>A lamp, a lamp, a lamp.</p>',
    ],
  })
  await tell('lamp', { title: 'Lamp', texts: ['<p>Nothing burns here.</p>'] })
  await tell('lovers', {
    title: 'Two Houses',
    tagIds: [enemies, cast.character.watson],
    texts: ['<p>A secret goose. Blue was the sea.</p>'],
  })
  await tell('french', {
    title: 'L’été à la mer',
    language: 'fr',
    texts: ['<p>L’amour, c’est l’œuvre d’Antoine. Où est le naïf cœur\u00ad\u2060 ? Co\u00adeur bri\u00adsé.</p>'],
  })
  await tell('german', { title: 'Die Straße', language: 'de', texts: ['<p>Fußgänger gehen über die Straße.</p>'] })
  await tell('turkish', { title: 'İstanbul', language: 'tr', texts: ['<p>Ilık bir gün, İzmir’de ışık.</p>'] })
  await tell('russian', { title: 'Ёлка', language: 'ru', texts: ['<p>Всё ещё спит под ёлкой ёжик.</p>'] })
  await tell('greek', { title: 'Ἀχιλλεύς', language: 'el', texts: ['<p>Ο ΑΧΙΛΛΕΥΣ και ο ήλιος.</p>'] })
  await tell('arabic', { title: 'كِتَابُ الأَسْرارِ', language: 'ar', texts: ['<p>في المدرسةِ كتــابٌ قديم، إلى ١٢ يومًا.</p>'] })
  await tell('hebrew', { title: 'שָׁלוֹם', language: 'he', texts: ['<p>בְּרֵאשִׁית בָּרָא. צה"ל.</p>'] })
  await tell('japanese', { title: '青い紅玉', language: 'ja', texts: ['<p>東京タワーで猫が笑った。ｶﾞﾝﾀﾞﾑ。</p>'] })
  await tell('chinese', { title: '蓝宝石案', language: 'zh', texts: ['<p>福尔摩斯在东京找到了鹅。</p>'] })
  await tell('korean', { title: '푸른 석류석', language: 'ko', texts: ['<p>사랑을 찾아서 서울에 갔다.</p>'] })
  await tell('thai', { title: 'ทับทิม', language: 'th', texts: ['<p>ภาษาไทยไม่มีช่องว่าง</p>'] })
  await tell('vietnamese', { title: 'Viên ngọc', language: 'vi', texts: ['<p>Đà Nẵng có biển đẹp.</p>'] })
  await tell('emoji', { title: '🔥 slow burn 🔥', texts: ['<p>She sent 👩‍❤️‍👩 and ❤️.</p>'] })
  await tell('explicit', {
    title: 'Midnight Lamp',
    summary: '<p>A velvet summary.</p>',
    ratingId: cast.ratings.explicit,
    texts: ['<p>Hidden marzipan.</p>'],
  })
  await tell('mature', {
    title: 'Dusk',
    summary: '<p>A satin summary.</p>',
    notes: '<p>Nougat notes.</p>',
    ratingId: cast.ratings.mature,
    texts: ['<p>Warned marzipan.</p>'],
  })
  await tell('members', { title: 'Members Lamp', ratingId: cast.ratings.members, texts: ['<p>Members marzipan.</p>'] })
})
after(() => home.close())

const clock = { now: NOON, timeZone: 'UTC' }

async function find(query: string, viewer: Viewer = GUEST, part: SearchedPart | null = null): Promise<string> {
  const { words } = await resolveQuery(home.db, query, clock)
  if (words === null) return 'no words'
  const { ids, total, isCutOff, waiting } = await search.search(viewer, words, part)
  assert.deepEqual({ total, isCutOff, waiting }, { total: ids.length, isCutOff: false, waiting: 0 })
  return [...ids].map((id) => names.get(id)).join(' ')
}

const EVERYBODY_ELSE =
  'mature explicit emoji vietnamese thai korean chinese japanese hebrew arabic greek russian turkish german french'

// What is typed, and the works that it finds.
const FOUND: ReadonlyArray<readonly [string, string]> = [
  // title before tags before summary before text, then how often, then the newest
  ['lamp', 'explicit lamp carbuncle'],
  ['LAMP', 'explicit lamp carbuncle'],
  ['goose', 'carbuncle lovers'],
  ['goose lamp', 'carbuncle'],
  ['lamp -goose', 'explicit lamp'],
  ['lamp NOT goose', 'explicit lamp'],
  ['lamp !midnight', 'lamp carbuncle'],
  ['houses OR lamp', 'explicit lovers lamp carbuncle'],
  ['secret lamp OR sea', 'carbuncle lovers'],
  ['secret (lamp | sea)', 'carbuncle lovers'],
  ['(secret lamp) || midnight', 'explicit carbuncle'],
  ['secret -(lamp OR midnight)', 'lovers'],
  ['"blue carbuncle"', 'carbuncle'],
  ['"carbuncle blue"', ''],
  ['“the goose was found”', 'carbuncle'],
  ['"found the goose ran"', 'carbuncle'],
  ['state-of-the-art', 'carbuncle'],
  ['art-state', ''],
  ["don't", 'carbuncle'],
  ['dont', 'carbuncle'],
  ['"gas lamp"', 'carbuncle'],
  ['carb*', 'carbuncle'],
  ['grandm* secr*', 'carbuncle'],
  ['title:lamp', 'explicit lamp'],
  ['text:lamp', 'carbuncle'],
  ['summary:secret', 'carbuncle'],
  ['notes:grandmother', 'carbuncle'],
  ['title:"blue carbuncle"', 'carbuncle'],
  ['fluff', 'carbuncle'],
  ['"enemies to lovers"', 'lovers'],
  ['"lovers john"', ''],
  ['watson goose', 'lovers'],
  ['books', 'carbuncle'],
  ['ada lamp', 'explicit lamp carbuncle'],
  ['tag:fluf*', 'carbuncle'],
  ['kudos>0 lamp', ''],
  ['kudos<1 lamp', 'explicit lamp carbuncle'],
  ['ete', 'french'],
  ['ÉTÉ', 'french'],
  ['amour', 'french'],
  ["l'amour", 'french'],
  ['oeuvre', 'french'],
  ['naif cœur', 'french'],
  ['brisé', 'french'],
  ['b\u00adrisé', 'french'],
  ['\u2060na\u200bïf\u2060', 'french'],
  ['東\u2060京', 'japanese'],
  ['서\u00ad울', 'korean'],
  ['strasse', 'german'],
  ['STRASSE fussgänger', 'german'],
  ['istanbul', 'turkish'],
  ['ISTANBUL ILIK isik', 'turkish'],
  ['елка', 'russian'],
  ['ЁЖИК все', 'russian'],
  ['αχιλλευς ηλιος', 'greek'],
  ['Ἀχιλλεὺς', 'greek'],
  ['كتاب', 'arabic'],
  ['كِتاب الاسرار', 'arabic'],
  ['المدرسه 12', 'arabic'],
  ['الى', 'arabic'],
  ['שלום בראשית', 'hebrew'],
  ['שָׁלוֹם בְּרֵאשִׁית', 'hebrew'],
  ['צה״ל', 'hebrew'],
  ['東京', 'japanese'],
  ['东京', 'chinese'],
  ['猫', 'japanese'],
  ['東京タワー', 'japanese'],
  ['ガンダム', 'japanese'],
  ['タワ', 'japanese'],
  ['京東', ''],
  ['青い', 'japanese'],
  ['福尔摩斯', 'chinese'],
  ['鹅', 'chinese'],
  ['案', 'chinese'],
  ['사랑', 'korean'],
  ['서울 석류', 'korean'],
  ['ภาษา', 'thai'],
  ['ไทย', 'thai'],
  ['da nang', 'vietnamese'],
  ['Đà Nẵng đẹp', 'vietnamese'],
  ['🔥', 'emoji'],
  ['❤️', 'emoji'],
  ['👩‍❤️‍👩 burn', 'emoji'],
  ['-lamp -goose', EVERYBODY_ELSE.replace('explicit ', '')],
]

test('words, phrases and signs of many languages are found, the best first', async () => {
  for (const [query, expected] of FOUND) assert.equal(await find(query), expected, query)
})

test('headings and texts can be searched alone', async () => {
  assert.equal(await find('lamp', GUEST, 'headings'), 'explicit lamp')
  assert.equal(await find('lamp', GUEST, 'texts'), 'carbuncle')
  assert.equal(await find('title:lamp', GUEST, 'texts'), 'explicit lamp')
  assert.equal(await find('-lamp goose', GUEST, 'headings'), 'carbuncle')
})

test('what stands behind a gate is not found, nor told by what is left out', async () => {
  const grown: Viewer = { ...GUEST, ageConsent: true }
  const warned: Viewer = { ...grown, acceptedWarnings: [cast.ratings.mature] }
  const { ada, rui, mo } = cast
  for (const [query, viewer, expected] of [
    ['marzipan', GUEST, ''],
    ['marzipan', grown, 'explicit'],
    ['marzipan', warned, 'mature explicit'],
    ['marzipan', rui, 'members'],
    ['marzipan', ada, 'members mature explicit'],
    ['marzipan', mo, 'members mature explicit'],
    ['velvet', GUEST, ''],
    ['velvet', grown, 'explicit'],
    ['satin', GUEST, 'mature'],
    ['nougat', GUEST, ''],
    ['nougat', warned, 'mature'],
    ['midnight -marzipan', GUEST, 'explicit'],
    ['midnight -marzipan', grown, ''],
    ['lamp title:members', GUEST, ''],
    ['lamp title:members', rui, 'members'],
  ] as const) {
    assert.equal(await find(query, viewer), expected, `${query} by ${JSON.stringify(viewer)}`)
  }
})
