import { type Expression, type SqlBool, sql } from 'kysely'
import type { Member } from '../people/viewer.ts'
import { contains } from '../store/contains.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { foldWords } from '../text/slug.ts'
import { type Creator, listCreators } from '../works/list-creators.ts'
import { leastAudience } from '../works/visibility.ts'
import { settlePlaces } from './keep-places.ts'
import { listReaderMarks, type ReaderMark } from './list-reader-marks.ts'

export interface HistoryLine {
  workId: number
  /** When the member was last there. */
  notedAt: number
  /** Null: the work is not there for the member at present. */
  work: HistoryWork | null
}

export interface HistoryWork {
  title: string
  language: string
  chapterCount: number
  creators: readonly Creator[]
  mark: ReaderMark
}

const MOST_WORDS = 8

/** Every work that the member has opened, the last first. With words, those that have them in title or byline. */
export async function listHistory(db: Db, member: Member, words: string, paging: Paging): Promise<Paged<HistoryLine>> {
  await settlePlaces(db, member.accountId)
  const found = historyOf(db, member, words)
  const [{ total }, rows] = await Promise.all([
    found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    found
      .select(['place.work_id as workId', sql<number>`place.noted_at`.as('notedAt')])
      .select(['work.title', 'work.language', 'work.chapter_count as chapterCount'])
      .orderBy('place.noted_at', 'desc')
      .orderBy('place.work_id')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
  ])
  return paged(await withWorks(db, member, rows), total, paging)
}

/** What is not to be read stands there without its name, and no search finds it. */
function historyOf(db: Db, member: Member, words: string) {
  const asked = words.split(/\s+/).map(foldWords).filter(Boolean).slice(0, MOST_WORDS)
  return db
    .selectFrom('reading_place as place')
    .leftJoin('work', (join) =>
      join.onRef('work.id', '=', 'place.work_id').on('work.audience', '>=', leastAudience(member)),
    )
    .where('place.account_id', '=', member.accountId)
    .where('place.noted_at', 'is not', null)
    .where((eb) => eb.and(asked.map(isNamed)))
}

function isNamed(word: string): Expression<SqlBool> {
  return sql`(${contains(sql`work.sort_title`, word)}
    or exists (select 1 from creator join pseud author on author.id = creator.pseud_id
      where creator.work_id = work.id and ${contains(sql`author.sort_name`, word)}))`
}

interface Row {
  workId: number
  notedAt: number
  title: string | null
  language: string | null
  chapterCount: number | null
}

async function withWorks(db: Db, member: Member, rows: readonly Row[]): Promise<HistoryLine[]> {
  const ids = rows.flatMap(({ workId, title }) => (title === null ? [] : [workId]))
  const [creators, { marks }] = await Promise.all([listCreators(db, ids), listReaderMarks(db, member, ids)])
  return rows.map(({ workId, notedAt, title, language, chapterCount }) => {
    const mark = marks.get(workId)
    if (title === null || language === null || chapterCount === null || !mark) return { workId, notedAt, work: null }
    return { workId, notedAt, work: { title, language, chapterCount, creators: creators.get(workId) ?? [], mark } }
  })
}

const AT_ONCE = 500

/** All of it, some at a time. */
export async function* exportHistory(db: Db, member: Member): AsyncGenerator<HistoryLine> {
  for (let page = 1; ; page++) {
    const { rows, pageCount } = await listHistory(db, member, '', { page, perPage: AT_ONCE })
    yield* rows
    if (page >= pageCount) return
  }
}
