// Which rows of an act can be put back: those that are as the act left them, and whose place nobody has taken.
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { idSet, textSet } from '../../store/id-rows.ts'
import type { Tables } from '../../store/tables.ts'
import { nameOf, type Place, PLACES, type RowChange, type Values } from '../../tags/wrangling/plan.ts'

type Row = Record<string, string | number | null>

/** `backs` lead from what the act made to what was. What is so already is in neither. */
export async function partRows(db: Db, backs: readonly RowChange[]) {
  const [now, isThere, taken] = await Promise.all([
    readRows(db, backs),
    findReferences(db, backs),
    findTaken(db, backs),
  ])
  const rows: RowChange[] = []
  const keptRows: RowChange[] = []
  for (const back of backs) {
    const row = now.get(nameOf(back.place, back.key)) ?? null
    const isAsLeft = isSame(row, back.before)
    if (isAsLeft && isThere(back) && !taken(back)) rows.push(back)
    else if (isAsLeft || !isSame(row, back.after)) keptRows.push(back)
  }
  return { rows, keptRows }
}

function isSame(row: Values | null, wanted: Values | null): boolean {
  if (row === null || wanted === null) return row === wanted
  return Object.keys(wanted).every((column) => row[column] === wanted[column])
}

/** By `nameOf`, in one query for each table. */
async function readRows(db: Db, changes: readonly RowChange[]): Promise<Map<string, Row>> {
  const places = [...Map.groupBy(changes, (change) => change.place)]
  const found = places.map(async ([place, some]): Promise<Array<[string, Row]>> => {
    // The last column of a key narrows best: a slug, or the other end of a link.
    const column = PLACES[place].at(-1)!
    const values = some.map(({ key }) => key[column]!)
    const set = column === 'slug' ? textSet(db, values.map(String)) : idSet(db, values.map(Number))
    const { rows } = await sql<Row>`select * from ${sql.table(place)} where ${sql.ref(column)} in ${set}`.execute(db)
    return rows.map((row) => [nameOf(place, row), row])
  })
  return new Map((await Promise.all(found)).flat())
}

const REFERENCES = {
  account_id: 'account',
  tag_id: 'tag',
  parent_id: 'tag',
  fandom_id: 'tag',
  meaning_id: 'tag',
  canonical_id: 'tag',
  series_id: 'series',
  challenge_id: 'challenge',
  recommendation_id: 'recommendation',
} as const satisfies Record<string, keyof Tables>

type Reference = keyof typeof REFERENCES

/** Whether everything that a row would point at is still there. */
async function findReferences(db: Db, backs: readonly RowChange[]): Promise<(back: RowChange) => boolean> {
  const wanted = backs.flatMap(referencesOf)
  const tables = [...Map.groupBy(wanted, ({ table }) => table)].map(async ([table, some]) => {
    const ids = idSet(
      db,
      some.map(({ id }) => id),
    )
    const { rows } = await sql<{ id: number }>`select id from ${sql.table(table)} where id in ${ids}`.execute(db)
    return rows.map(({ id }) => `${table} ${id}`)
  })
  const there = new Set((await Promise.all(tables)).flat())
  return (back) => referencesOf(back).every(({ table, id }) => there.has(`${table} ${id}`))
}

function referencesOf({ key, after }: RowChange): Array<{ table: string; id: number }> {
  if (after === null) return []
  return Object.entries({ ...key, ...after }).flatMap(([column, value]) =>
    typeof value === 'number' && column in REFERENCES ? [{ table: REFERENCES[column as Reference], id: value }] : [],
  )
}

/** A member follows or hides a tag once: they may have done so anew. */
async function findTaken(db: Db, backs: readonly RowChange[]): Promise<(back: RowChange) => boolean> {
  const people = backs.filter((back) => isPersonal(back.place) && back.after !== null && 'tag_id' in back.after)
  if (people.length === 0) return () => false
  const ids = idSet(
    db,
    people.map((back) => Number(back.after!.tag_id)),
  )
  const read = async (place: 'subscription' | 'hiding') => {
    const { rows } = await sql<{ id: number; account_id: number; tag_id: number }>`
      select id, account_id, tag_id from ${sql.table(place)} where tag_id in ${ids}`.execute(db)
    return rows.map((row) => [`${place} ${row.account_id} ${row.tag_id}`, row.id] as const)
  }
  const owners = await accountsOf(db, people)
  const taken = new Map<string, number>([...(await read('subscription')), ...(await read('hiding'))])
  return (back) => {
    const account = back.after?.account_id ?? owners.get(nameOf(back.place, back.key))
    const holder = taken.get(`${back.place} ${account} ${back.after?.tag_id}`)
    return holder !== undefined && holder !== back.key.id
  }
}

function isPersonal(place: Place): place is 'subscription' | 'hiding' {
  return place === 'subscription' || place === 'hiding'
}

async function accountsOf(db: Db, people: readonly RowChange[]): Promise<Map<string, number>> {
  const rows = await readRows(db, people)
  return new Map([...rows].map(([name, row]) => [name, Number(row.account_id)]))
}
