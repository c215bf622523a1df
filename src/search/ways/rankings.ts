// Lists of the most, counted in parts so that nobody else waits for them.
import { setImmediate as others } from 'node:timers/promises'
import type { Db } from '../../store/database.ts'
import { keepAnswer } from './kept-answers.ts'
import { findLastOf, QUERIES, type Ranked, type RankingName } from './ranking-queries.ts'

export const MOST_RANKED = 100
const IDS_AT_ONCE = 500

export interface Ranking {
  /** The first by number, at most a hundred; those with the same number by id. */
  rows: readonly Ranked[]
  /** How many have each number. */
  sizes: ReadonlyMap<number, number>
}

/** What was counted last, a little old. */
export async function findRanking(db: Db, name: RankingName, audience: number): Promise<Ranking> {
  return keepAnswer(db, `ranking ${name} ${audience}`, () => count(db, name, audience))
}

async function count(db: Db, name: RankingName, audience: number): Promise<Ranking> {
  const last = await findLastOf(db, name)
  const sizes = new Map<number, number>()
  const isBefore = name === 'small-series' ? fewer : more
  let rows: Ranked[] = []
  for (let from = 1; from <= last; from += IDS_AT_ONCE) {
    const part = await QUERIES[name].count(db, { from, to: from + IDS_AT_ONCE - 1, audience })
    for (const { count } of part) sizes.set(count, (sizes.get(count) ?? 0) + 1)
    rows = [...rows, ...part].toSorted(isBefore).slice(0, MOST_RANKED)
    await others()
  }
  return { rows, sizes }
}

function more(one: Ranked, other: Ranked): number {
  return other.count - one.count || one.id - other.id
}

function fewer(one: Ranked, other: Ranked): number {
  return one.count - other.count || one.id - other.id
}

export interface Placed extends Ranked {
  /** From 1; whoever has the same number has the same place. */
  place: number
}

/** The first of them with their places, and how many more have the last one's number. */
export function placed({ rows, sizes }: Ranking, limit: number): { rows: Placed[]; tied: number } {
  const shown: Placed[] = []
  for (const [index, row] of rows.slice(0, limit).entries()) {
    const before = shown.at(-1)
    shown.push({ ...row, place: before?.count === row.count ? before.place : index + 1 })
  }
  const last = shown.at(-1)
  const shownOfLast = shown.filter((row) => row.count === last?.count).length
  return { rows: shown, tied: last ? (sizes.get(last.count) ?? 0) - shownOfLast : 0 }
}
