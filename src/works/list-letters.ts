// The letters that lists begin with: only those that lead somewhere are offered.
import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { type Letter, letterOf, pastFirstSign } from '../store/letters.ts'
import { keepCount } from './kept-counts.ts'
import { leastAudience } from './visibility.ts'

export type Lettered = 'titles' | 'authors' | 'series'

const FIRST = sql<string>`found.first`

/** Of what the viewer finds there, in the order of the alphabets; what is no letter comes last. */
export async function listLetters(db: Db, viewer: Viewer, of: Lettered): Promise<Letter[]> {
  const audience = leastAudience(viewer)
  const signs = await keepCount(db, `letters ${of} ${audience}`, () => listFirstSigns(db, of, audience))
  const letters = [...new Set(signs.map(letterOf))].filter((letter) => letter !== 'other')
  return [...letters.toSorted(), ...(letters.length < new Set(signs.map(letterOf)).size ? ['other'] : [])]
}

/** Walks from one to the next; reading all keys would take a hundred times as long. */
async function listFirstSigns(db: Db, of: Lettered, audience: number): Promise<string[]> {
  const next = NEXT[of](audience)
  const { rows } = await sql<{ first: string }>`
    with recursive found (first) as (
      select (${next(sql`''`)})
      union all
      select (${next(pastFirstSign(FIRST))}) from found where found.first is not null
    )
    select first from found where first is not null`.execute(db)
  return rows.map(({ first }) => first)
}

/** The first sign of the next key. */
const NEXT: Readonly<Record<Lettered, (audience: number) => (past: unknown) => ReturnType<typeof sql>>> = {
  titles: (audience) => (past) =>
    sql`select substr(work.sort_title, 1, 1) from work
      where work.sort_title > ${past} and work.audience >= ${audience} order by work.sort_title limit 1`,
  authors: (audience) => (past) =>
    sql`select substr(pseud.sort_name, 1, 1) from pseud
      where pseud.sort_name > ${past} and exists (select 1 from creator join work on work.id = creator.work_id
        where creator.pseud_id = pseud.id and work.audience >= ${audience}) order by pseud.sort_name limit 1`,
  series: () => (past) =>
    sql`select substr(series.sort_title, 1, 1) from series
      where series.sort_title > ${past} and series.hidden_at is null order by series.sort_title limit 1`,
}
