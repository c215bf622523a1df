// Every page of the archive, for every kind of viewer, against works that are not for everybody.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aMember, aWork, type Cast, NOON } from '../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import type { WorkTable } from '../store/tables/works.ts'
import { changeSettings } from '../site/settings.ts'
import { makeAppPassword } from '../people/app-passwords.ts'
import { makeFeedAddress } from '../people/feed-address.ts'
import { hashToken } from '../people/token.ts'
import { openShelves } from '../reading/open-shelves.ts'
import { saveSearch } from '../reading/searches/keep-search.ts'
import { refreshWorks } from '../works/refresh-work.ts'

type Standing = 'posted' | 'unfinished' | 'draft' | 'held' | 'hidden' | 'deleted' | 'members' | 'age' | 'warning'
/** `program`: one that reads for Rui, with an app password and no cookie. */
type Who = 'guest' | 'rui' | 'program' | 'ada' | 'bea' | 'mo' | 'ann' | 'olga'
type Word = 'Titleword' | 'Summaryword' | 'Notesword' | 'Chapterword' | 'Textword' | 'Reviewword'

const WORDS: readonly Word[] = ['Titleword', 'Summaryword', 'Notesword', 'Chapterword', 'Textword', 'Reviewword']
const INSIDE = WORDS.slice(2)
const STRANGERS: readonly Who[] = ['guest', 'rui', 'program']
const INSIDERS: readonly Who[] = ['ada', 'bea', 'mo', 'ann', 'olga']

/** What nobody of these may read anywhere. */
const FORBIDDEN: Record<Standing, ReadonlyArray<readonly [readonly Who[], readonly Word[]]>> = {
  posted: [],
  // Its first chapter is a draft; the notes of the work are for all.
  unfinished: [[STRANGERS, ['Chapterword', 'Textword']]],
  draft: [[STRANGERS, WORDS]],
  held: [[STRANGERS, WORDS]],
  hidden: [[STRANGERS, WORDS]],
  deleted: [[[...STRANGERS, ...INSIDERS], WORDS]],
  members: [
    [['guest'], WORDS],
    // Reviews stand in no book.
    [['program'], ['Reviewword']],
  ],
  age: [[STRANGERS, WORDS.slice(1)]],
  warning: [[STRANGERS, INSIDE]],
}

let home: TestDatabase
let archive: TestApp
let cast: Cast
let visitors: Record<Who, Visitor>
/** Of the feeds of what Rui follows and searches for, which guests do not have. */
let token: string

before(async () => {
  home = await openTestDatabase()
  archive = await anApp(home.db)
  cast = await aCast(home.db)
  const ann = await aMember(home.db, 'Ann', 'admin')
  const { rui, ada, bea, mo, olga } = cast
  const logged = await Promise.all([rui, ada, bea, mo, ann, olga].map((member) => archive.as(member)))
  const [asRui, asAda, asBea, asMo, asAnn, asOlga] = logged as [Visitor, Visitor, Visitor, Visitor, Visitor, Visitor]
  const word = await makeAppPassword(home.db, rui, { name: 'Reader', acceptsWarnings: false }, NOON)
  token = await makeFeedAddress(home.db, rui, NOON)
  const search = await saveSearch(home.db, rui, { name: 'All', query: 'with=fandoms/sherlock-holmes' }, NOON)
  const token_hash = hashToken(token)
  await home.db.updateTable('saved_search').set({ token_hash }).where('id', '=', search).execute()
  const program = archive.guest()
  const authorization = `Basic ${btoa(`Rui:${word}`)}`
  program.get = (path) => program.send('GET', path, { headers: { authorization } })
  visitors = { guest: archive.guest(), rui: asRui, program, ada: asAda, bea: asBea, mo: asMo, ann: asAnn, olga: asOlga }
})
after(() => home.close())

const COLUMNS: Record<Standing, Partial<WorkTable>> = {
  posted: {},
  unfinished: {},
  draft: { posted_at: null },
  held: { posted_at: null, held_at: NOON },
  hidden: { hidden_at: NOON },
  deleted: { deleted_at: NOON },
  members: {},
  age: {},
  warning: {},
}

interface Made {
  work: number
  chapter: number
  series: number
  review: number
  challenge: number
  shelf: string
  tag: string
}

/** A round robin by Ada and Bea, featured, tagged, reviewed, in a series, on a shelf, and the answer to a challenge. */
async function aSecret(standing: Standing): Promise<Made> {
  const { db } = home
  const ratingId = { members: cast.ratings.members, age: cast.ratings.explicit, warning: cast.ratings.mature }
  const { workId, chapterIds } = await aWork(db, {
    title: `Titleword ${standing}`,
    pseudIds: [cast.ada.pseudId, cast.bea.pseudId],
    ratingId: ratingId[standing as keyof typeof ratingId] ?? cast.ratings.general,
    tagIds: [cast.fandom.holmes],
    summary: '<p>Summaryword</p>',
    notes: '<p>Notesword</p>',
    chapters: [
      {
        title: 'Chapterword',
        html: '<p>Textword</p>',
        notes: '<p>Notesword</p>',
        endNotes: '<p>Notesword</p>',
        ...(standing === 'unfinished' && { postedAt: null }),
      },
      {},
    ],
  })
  const columns = { ...COLUMNS[standing], featured_at: NOON, round_robin: 1 }
  await db
    .updateTable('work')
    .set(columns as object)
    .where('id', '=', workId)
    .execute()
  await refreshWorks(db, [workId])
  const row = { title: `Series of ${standing}`, sort_title: 'x', pseud_id: cast.ada.pseudId, hidden_at: null }
  const series = await db
    .insertInto('series')
    .values({ ...row, created_at: NOON, updated_at: NOON })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('series_entry')
    .values({ series_id: series.id, work_id: workId, part_series_id: null, position: 1 })
    .execute()
  const said = { work_id: workId, chapter_id: chapterIds[0]!, series_id: null, parent_id: null, guest_name: null }
  const times = { posted_at: NOON, created_at: NOON, edited_at: null, hidden_at: null, deleted_at: null }
  const words = { body_source: 'Reviewword', body_html: '<p>Reviewword</p>', score: null, score_scale: null }
  const review = await db
    .insertInto('review')
    .values({ ...said, ...times, ...words, pseud_id: cast.rui.pseudId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const challenge = await keepAndAnswer(workId)
  const made = { work: workId, chapter: chapterIds[0]!, series: series.id, review: review.id }
  return { ...made, challenge, shelf: 'favourites', tag: 'sherlock-holmes' }
}

async function keepAndAnswer(workId: number): Promise<number> {
  const { db } = home
  const shelf = await openShelves(db, [cast.ada.accountId], NOON)
  const nothing = { series_id: null, pseud_id: null }
  const kept = { ...nothing, shelf_id: shelf.get(cast.ada.accountId)!, work_id: workId, title: 'A kept title' }
  await db
    .insertInto('bookmark')
    .values({ ...kept, created_at: NOON })
    .execute()
  const followed = { ...nothing, account_id: cast.rui.accountId, work_id: workId, tag_id: null, created_at: NOON }
  await db.insertInto('subscription').values(followed).execute()
  const times = { posted_at: NOON, created_at: NOON, updated_at: NOON, deleted_at: null }
  const challenge = { title: 'A prompt', sort_title: 'x', pseud_id: cast.mo.pseudId, guest_name: null }
  const { id } = await db
    .insertInto('challenge')
    .values({ ...challenge, ...times })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('challenge_answer')
    .values({ challenge_id: id, work_id: workId, series_id: null, created_at: NOON })
    .execute()
  return id
}

function addresses(made: Made, token = 'odd'): string[] {
  const real: Record<string, string | number> = {
    ...made,
    pseud: cast.ada.pseudId,
    slug: 'ada',
    vocabulary: 'fandoms',
    kind: 1,
    kept: cast.fandom.holmes,
    format: 'html',
    token,
  }
  const patterns = archive.app.routes.filter(({ method, path }) => method === 'GET' && !path.includes('*'))
  return [...new Set(patterns.map(({ path }) => path))].map((path) =>
    path.replaceAll(/:(\w+)(?:\{[^/]*\})?/g, (_, name: string) => String(real[name] ?? 'odd')),
  )
}

/** Where each of the words was read first. */
async function readBy(who: Who, made: Made): Promise<Map<Word, string>> {
  const found = new Map<Word, string>()
  for (const address of addresses(made, who === 'guest' ? undefined : token)) {
    const { body } = await visitors[who].get(address)
    for (const word of WORDS) if (body.includes(word) && !found.has(word)) found.set(word, address)
  }
  return found
}

for (const standing of Object.keys(FORBIDDEN) as Standing[]) {
  test(`the words of what is ${standing} are read by whom they are for and by nobody else`, async () => {
    const made = await aSecret(standing)
    for (const who of [...STRANGERS, ...INSIDERS]) {
      const forbidden = FORBIDDEN[standing].flatMap(([whose, words]) => (whose.includes(who) ? words : []))
      const found = await readBy(who, made)
      for (const word of WORDS)
        assert.equal(found.has(word), !forbidden.includes(word), `${who}, ${word} at ${found.get(word)}`)
    }
    await putAway(made)
  })
}

test('what a reader may not know of answers as if it had never been', async () => {
  for (const standing of ['draft', 'held', 'hidden', 'deleted'] as const) {
    const made = await aSecret(standing)
    const [there, nowhere] = [addresses(made), addresses({ ...made, work: 999_999, chapter: 999_999, review: 999_999 })]
    for (const who of STRANGERS)
      for (const [index, address] of there.entries())
        assert.equal(
          (await visitors[who].get(address)).status,
          (await visitors[who].get(nowhere[index]!)).status,
          address,
        )
    await putAway(made)
  }
})

test('nobody leaves a trace on what they may not read', async () => {
  await changeSettings(home.db, { reviewsBy: 'everybody' }, NOON)
  for (const standing of ['draft', 'held', 'hidden', 'deleted', 'members', 'age', 'warning'] as const) {
    const made = await aSecret(standing)
    const { work, chapter, review } = made
    const places = [
      `/works/${work}/kudos`,
      `/works/${work}/reviews`,
      `/works/${work}/chapters/${chapter}/reviews`,
      `/reviews/${review}/reply`,
    ]
    for (const who of standing === 'members' ? (['guest'] as const) : STRANGERS)
      for (const place of places) await visitors[who].post(place, { body: 'A trace.' })
    await putAway(made)
  }
  assert.deepEqual(await home.db.selectFrom('kudos').select('id').execute(), [])
  assert.deepEqual(
    await home.db.selectFrom('review').where('body_source', '=', 'A trace.').select('work_id').execute(),
    [],
  )
})

async function putAway({ work }: Made): Promise<void> {
  await home.db.updateTable('work').set({ deleted_at: NOON }).where('id', '=', work).execute()
  await refreshWorks(home.db, [work])
}
