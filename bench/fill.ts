// A large archive out of the small corpus: the same one in every run.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Insertable } from 'kysely'
import { type Db, inTransaction } from '../src/store/database.ts'
import type { Tables } from '../src/store/tables.ts'
import { countWords } from '../src/text/count-words.ts'
import { sanitizeHtml } from '../src/text/sanitize.ts'
import { titleKey } from '../src/text/sort-key.ts'
import { changeSettings } from '../src/site/settings.ts'
import { refreshWorks } from '../src/works/refresh-work.ts'
import { Random } from './random.ts'

export interface Size {
  works: number
  chaptersPerWork: number
  reviews: number
}

export const LARGE: Size = { works: 20_000, chaptersPerWork: 3, reviews: 100_000 }

const AUTHORS = 3000
const FANDOMS = 200
const CHARACTERS = 500
const GENRES = 20
const RATINGS = 5
const BATCH = 250
const DAY = 24 * 60 * 60 * 1000
const END = Date.UTC(2026, 0, 1)
const CORPUS = join(import.meta.dirname, '../src/demo/data/small.jsonl.gz')

interface Text {
  title: string
  html: string
  words: number
}

type Rows<Table extends keyof Tables> = Array<Insertable<Tables[Table]>>

export async function fill(db: Db, size: Size, onProgress: (works: number) => void): Promise<void> {
  const random = new Random(20_261_122)
  const texts = readTexts()
  await changeSettings(
    db,
    { name: 'The Large Archive', reviewsBy: 'members', scores: 'stars', submissions: 'open' },
    END,
  )
  await fillPeople(db)
  await fillTags(db)
  for (let first = 1; first <= size.works; first += BATCH) {
    await inTransaction(db, (db) => fillWorks(db, { first, size, texts, random }))
    onProgress(first + BATCH - 1)
  }
  await fillReviews(db, size, random)
}

function readTexts(): Text[] {
  const lines = gunzipSync(readFileSync(CORPUS)).toString('utf8').trim().split('\n')
  const works = lines.map((line) => JSON.parse(line) as { chapters: Array<{ title: string; html: string }> })
  return works.flatMap((work) =>
    work.chapters.map(({ title, html }) => {
      const clean = sanitizeHtml(html)
      return { title, html: clean, words: countWords(clean) }
    }),
  )
}

async function insert<Table extends keyof Tables>(db: Db, table: Table, rows: Rows<Table>): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await db
      .insertInto(table)
      .values(rows.slice(start, start + BATCH) as never)
      .execute()
  }
}

async function fillPeople(db: Db): Promise<void> {
  const ids = Array.from({ length: AUTHORS }, (_, index) => index + 1)
  await insert(
    db,
    'account',
    ids.map((id) => ({
      id,
      email: `m${id}@example.org`,
      email_folded: `m${id}@example.org`,
      password_hash: null,
      role: id === 1 ? ('owner' as const) : ('member' as const),
      joined_at: END - id * DAY,
      last_seen_at: null,
    })),
  )
  await insert(
    db,
    'pseud',
    ids.map((id) => ({
      id,
      account_id: id,
      name: `Author ${id}`,
      login_name: `author ${id}`,
      slug: `author-${id}`,
      sort_name: `author ${id}`,
      bio_html: '<p>Writes at night.</p>',
      image_url: null,
      is_default: 1,
      created_at: END,
    })),
  )
}

async function fillTags(db: Db): Promise<void> {
  const vocabularies = [
    { id: 1, slug: 'ratings', name: 'Rating', role: 'rating' as const, many: 0 },
    { id: 2, slug: 'fandoms', name: 'Fandoms', role: 'fandom' as const, many: 1 },
    { id: 3, slug: 'characters', name: 'Characters', role: 'character' as const, many: 1 },
    { id: 4, slug: 'genres', name: 'Genres', role: 'facet' as const, many: 1 },
  ]
  await insert(
    db,
    'vocabulary',
    vocabularies.map((row) => ({ ...row, position: row.id, created_at: END })),
  )
  const kinds = [RATINGS, FANDOMS, CHARACTERS, GENRES]
  const tags = kinds.flatMap((count, index) =>
    Array.from({ length: count }, (_, number) => {
      const name = `${vocabularies[index]!.name} ${number + 1}`
      return {
        vocabulary_id: index + 1,
        name,
        name_folded: name.toLowerCase(),
        sort_name: name.toLowerCase(),
        slug: `${number + 1}`,
        canonical_id: null,
        image_url: null,
        position: number,
        created_at: END,
      }
    }),
  )
  await insert(
    db,
    'tag',
    tags.map((tag, index) => ({ id: index + 1, ...tag })),
  )
  const fandoms = Array.from({ length: FANDOMS - 10 }, (_, index) => RATINGS + 11 + index)
  await insert(
    db,
    'tag_parent',
    fandoms.map((tag_id) => ({ tag_id, parent_id: RATINGS + 1 + (tag_id % 10) })),
  )
}

interface Batch {
  first: number
  size: Size
  texts: readonly Text[]
  random: Random
}

async function fillWorks(db: Db, { first, size, texts, random }: Batch): Promise<void> {
  const ids = Array.from({ length: Math.min(BATCH, size.works - first + 1) }, (_, index) => first + index)
  const works: Rows<'work'> = []
  const creators: Rows<'creator'> = []
  const tags: Rows<'work_tag'> = []
  const chapters: Rows<'chapter'> = []
  const chapterTexts: Rows<'chapter_text'> = []
  const revisions: Rows<'chapter_revision'> = []
  for (const id of ids) {
    const postedAt = END - random.below(6000) * DAY - random.below(DAY)
    const ratingId = 1 + random.skewed(RATINGS)
    const title = `${random.pick(texts).title} ${id}`
    works.push({
      id,
      title,
      sort_title: titleKey(title, 'en'),
      summary_html: `<p>Work ${id}: what happens when the lamp goes out, told by somebody who was there and would rather not say.</p>`,
      notes_html: '<p>Thanks to my beta reader.</p>',
      rating_id: ratingId,
      complete: id % 3 === 0 ? 1 : 0,
      created_at: postedAt,
      posted_at: postedAt,
      held_at: null,
      hidden_at: null,
      deleted_at: null,
      featured_at: null,
      updated_at: postedAt + random.below(200) * DAY,
      read_count: random.skewed(5000),
    })
    creators.push({ work_id: id, pseud_id: 1 + random.skewed(AUTHORS) })
    for (const tag_id of tagsOf(random, ratingId)) tags.push({ work_id: id, tag_id })
    for (let position = 1; position <= size.chaptersPerWork; position++) {
      const chapterId = (id - 1) * size.chaptersPerWork + position
      const text = random.pick(texts)
      chapters.push({
        id: chapterId,
        work_id: id,
        position,
        title: text.title,
        word_count: text.words,
        pseud_id: null,
        posted_at: postedAt,
        held_at: null,
        created_at: postedAt,
        updated_at: postedAt,
      })
      chapterTexts.push({
        chapter_id: chapterId,
        html: text.html,
        notes_html: '<p>Chapter notes.</p>',
        end_notes_html: '<p>More soon.</p>',
      })
      revisions.push({ chapter_id: chapterId, format: 'html', source: text.html, account_id: null, saved_at: postedAt })
    }
  }
  await insert(db, 'work', works)
  await insert(db, 'creator', creators)
  await insert(db, 'work_tag', tags)
  await insert(db, 'chapter', chapters)
  await insert(db, 'chapter_text', chapterTexts)
  await insert(db, 'chapter_revision', revisions)
  await refreshWorks(db, ids)
}

function tagsOf(random: Random, ratingId: number): Set<number> {
  const fandom = RATINGS + 1 + random.skewed(FANDOMS)
  const characters = [0, 1, 2].map(() => RATINGS + FANDOMS + 1 + random.skewed(CHARACTERS))
  const genres = [0, 1].map(() => RATINGS + FANDOMS + CHARACTERS + 1 + random.below(GENRES))
  return new Set([ratingId, fandom, ...characters, ...genres])
}

async function fillReviews(db: Db, size: Size, random: Random): Promise<void> {
  const rows: Rows<'review'> = []
  for (let id = 1; id <= size.reviews; id++) {
    const workId = 1 + random.skewed(size.works)
    const chapterId = (workId - 1) * size.chaptersPerWork + 1 + random.below(size.chaptersPerWork)
    const at = END - random.below(3000) * DAY
    const body = `<p>Review ${id}: I read this on the train and missed my stop. The second scene is the best thing here.</p>`
    rows.push({
      id,
      work_id: workId,
      chapter_id: chapterId,
      series_id: null,
      parent_id: null,
      pseud_id: 1 + random.skewed(AUTHORS),
      guest_name: null,
      body_source: body,
      body_html: body,
      score: 6 + random.below(5),
      score_scale: 'stars',
      posted_at: at,
      edited_at: null,
      hidden_at: null,
      deleted_at: null,
      created_at: at,
    })
  }
  await inTransaction(db, (db) => insert(db, 'review', rows))
  const kudos = Array.from({ length: size.works * 2 }, (_, index) => ({
    work_id: 1 + (index % size.works),
    account_id: 1 + ((index * 7) % AUTHORS),
    guest_key: null,
    created_at: END,
  }))
  await inTransaction(db, (db) => insert(db, 'kudos', kudos))
}
