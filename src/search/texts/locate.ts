// Which chapter of each work shows what was found in it.
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { whole } from '../../store/prepared.ts'
import { hasPhrases, idOf, type Phrase } from '../../store/word-index.ts'
import { PASSAGES } from './parts-of-work.ts'

/** Ids of chapters: of each work that with the first passage that has all of the phrases, or else any of them. */
export async function locateChapters(
  db: Db,
  workIds: readonly number[],
  phrases: readonly Phrase[],
): Promise<number[]> {
  if (workIds.length === 0 || phrases.length === 0) return []
  const ids = await locatePassages(db, workIds, phrases)
  if (ids.length === 0) return []
  const rows = await db.selectFrom('passage').where('id', 'in', ids).select('chapter_id').execute()
  return rows.map((row) => row.chapter_id)
}

async function locatePassages(db: Db, workIds: readonly number[], phrases: readonly Phrase[]): Promise<number[]> {
  const all = await firstPassages(db, workIds, { phrases, which: 'all' })
  const found = new Set(all.map((id) => Math.floor(id / PASSAGES)))
  const others = workIds.filter((id) => !found.has(id))
  if (others.length === 0 || phrases.length === 1) return all
  return [...all, ...(await firstPassages(db, others, { phrases, which: 'any' }))]
}

interface Sought {
  phrases: readonly Phrase[]
  which: 'all' | 'any'
}

async function firstPassages(db: Db, workIds: readonly number[], { phrases, which }: Sought): Promise<number[]> {
  const id = idOf(db)
  const matches = hasPhrases(db, 'passage_words', phrases, which)
  const works = sql.join(workIds)
  // To look for a word's beginning, all words that begin so are put together each time: then rather once for all works.
  const { rows } = phrases.some((phrase) => phrase.isPrefix)
    ? await sql<{ id: number }>`
        select min(${id}) as id from passage_words
        where ${matches}
          and ${id} between ${whole(Math.min(...workIds) * PASSAGES)} and ${whole((Math.max(...workIds) + 1) * PASSAGES - 1)}
          and ${id} / ${sql.lit(PASSAGES)} in (${works})
        group by ${id} / ${sql.lit(PASSAGES)}`.execute(db)
    : await sql<{ id: number | null }>`
        select (select min(${id}) from passage_words where ${matches}
          and ${id} between work.id * ${sql.lit(PASSAGES)} and work.id * ${sql.lit(PASSAGES)} + ${sql.lit(PASSAGES - 1)}
        ) as id from work where work.id in (${works})`.execute(db)
  return rows.flatMap((row) => row.id ?? [])
}
