// What the index keeps of works, out of the database.
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { padded } from '../../store/in-list.ts'
import { letterOf } from '../../store/letters.ts'
import { AUDIENCE } from '../../works/visibility.ts'
import type { Counts, IndexedWork } from './postings.ts'
import type { TagFacts } from './term-names.ts'

interface Row {
  id: number
  audience: number
  updated: number
  posted: number | null
  words: number
  chapters: number
  kudos: number
  reviews: number
  reads: number
  complete: number
  crossover: number
  downloads_on: number
  reviews_on: number
  language: string
  /** Of the title as it is sorted; empty: it has none. */
  first_sign: string
  main_pairing: number | null
  /** Ids with commas between; null: none. */
  tags: string | null
  /** The first creator comes first. */
  pseuds: string | null
}

const COLUMNS = sql`work.id, work.audience, work.updated_at as updated, work.posted_at as posted,
  work.word_count as words, work.chapter_count as chapters, work.kudos_count as kudos, work.review_count as reviews,
  work.read_count as reads, work.complete, work.crossover, work.downloads_on, work.reviews_on, work.language,
  substr(work.sort_title, 1, 1) as first_sign,
  work.main_relationship_id as main_pairing,
  (select string_agg(cast(tag_id as text), ',') from work_tag_expansion where work_id = work.id) as tags,
  (select string_agg(cast(pseud_id as text), ',' order by position, pseud_id) from creator
    where work_id = work.id) as pseuds`

const LISTED = sql`work.audience >= ${sql.lit(AUDIENCE.members)}`

/** Those of them that anybody finds in lists. */
export async function readWorks(db: Db, ids: readonly number[]): Promise<IndexedWork[]> {
  return read(
    db,
    sql`select /* index */ ${COLUMNS} from work where work.id in (${sql.join(padded(ids))}) and ${LISTED}`,
  )
}

/** The next in the order of their dates. */
export async function readWorksAfter(
  db: Db,
  { updated, id }: { updated: number; id: number },
  most: number,
): Promise<IndexedWork[]> {
  return read(
    db,
    sql`select /* index */ ${COLUMNS} from work where (work.updated_at, work.id) > (${updated}, ${id}) and ${LISTED}
      order by work.updated_at, work.id limit ${most}`,
  )
}

export async function countWorks(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select /* index */ count(*) as count from work where ${LISTED}`.execute(
    db,
  )
  return rows[0]!.count
}

async function read(db: Db, query: RawBuilder<unknown>): Promise<IndexedWork[]> {
  const { rows } = await (query as RawBuilder<Row>).execute(db)
  return rows.map((row) => ({
    id: row.id,
    updated: row.updated,
    posted: row.posted ?? 0,
    words: row.words,
    chapters: row.chapters,
    kudos: row.kudos,
    reviews: row.reviews,
    reads: row.reads,
    isOpen: row.audience >= AUDIENCE.everybody,
    isComplete: row.complete === 1,
    isCrossover: row.crossover === 1,
    downloadsOn: row.downloads_on === 1,
    reviewsOn: row.reviews_on === 1,
    language: row.language,
    letter: letterOf(row.first_sign),
    mainPairing: row.main_pairing,
    tagIds: numbersIn(row.tags),
    pseudIds: numbersIn(row.pseuds),
  }))
}

export async function readCounts(db: Db, ids: readonly number[]): Promise<Array<Counts & { id: number }>> {
  const { rows } = await sql<
    Counts & { id: number }
  >`select /* index */ id, kudos_count as kudos, review_count as reviews,
    read_count as reads from work where id in (${sql.join(padded(ids))})`.execute(db)
  return rows
}

export async function readTagFacts(db: Db, tagIds: readonly number[]): Promise<TagFacts[]> {
  return readFacts(db, sql`tag.id in (${sql.join(padded(tagIds))})`)
}

/** The next in the order of their ids. */
export async function readTagFactsAfter(db: Db, tagId: number, most: number): Promise<TagFacts[]> {
  return readFacts(db, sql`tag.id > ${tagId} order by tag.id limit ${most}`)
}

async function readFacts(db: Db, which: RawBuilder<unknown>): Promise<TagFacts[]> {
  const { rows } = await sql<{ id: number; vocabulary_id: number; canonical_id: number | null; role: string }>`
    select /* index */ tag.id, vocabulary_id, canonical_id, role from tag join vocabulary on vocabulary.id = vocabulary_id
    where ${which}`.execute(db)
  return rows.map((row) => ({
    tagId: row.id,
    vocabularyId: row.vocabulary_id,
    isCanonical: row.canonical_id === null,
    isRating: row.role === 'rating',
  }))
}

function numbersIn(list: string | null): number[] {
  const numbers: number[] = []
  if (list === null) return numbers
  let number = 0
  for (let at = 0; at < list.length; at++) {
    const code = list.charCodeAt(at)
    if (code === 44) {
      numbers.push(number)
      number = 0
    } else number = number * 10 + code - 48
  }
  numbers.push(number)
  return numbers
}
