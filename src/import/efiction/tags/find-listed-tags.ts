import type { Db } from '../../../store/database.ts'
import { foldTag } from '../../../text/slug.ts'
import type { LegacyKind } from '../legacy.ts'
import type { Move, OldRow } from '../moving.ts'
import { plain, plainOf } from '../text/to-text.ts'
import { short } from '../works/sortable.ts'
import { addTag } from './add-tags.ts'
import { CHARACTERS, FANDOMS, GENRES, WARNINGS, type WantedVocabulary, vocabularyFor } from './vocabularies.ts'

/** A column that holds a list of tags: numbers, or names as in 1.x and 2.x. */
export interface TagColumn {
  column: string
  kind: Extract<LegacyKind, 'category' | 'character' | 'class'>
  /** Where a name goes that no tag of the site has. */
  home: WantedVocabulary
}

export const STORY_LISTS: readonly TagColumn[] = [
  { column: 'catid', kind: 'category', home: FANDOMS },
  { column: 'charid', kind: 'character', home: CHARACTERS },
  { column: 'classes', kind: 'class', home: GENRES },
  { column: 'gid', kind: 'class', home: GENRES },
  { column: 'wid', kind: 'class', home: WARNINGS },
]

export const SERIES_LISTS: readonly TagColumn[] = [
  { column: 'catid', kind: 'category', home: FANDOMS },
  { column: 'characters', kind: 'character', home: CHARACTERS },
  { column: 'classes', kind: 'class', home: GENRES },
  { column: 'genres', kind: 'class', home: GENRES },
  { column: 'warnings', kind: 'class', home: WARNINGS },
]

/**
 * The tags of each row, by its old number: by number, else by name whatever its case, else made. What is gone is
 * left out and told. Call it in the transaction that writes the rows.
 */
export async function findListedTags(
  move: Move,
  db: Db,
  { table, rows, columns }: { table: string; rows: readonly OldRow[]; columns: readonly TagColumn[] },
): Promise<Map<string, number[]>> {
  const found = new Map(rows.map(({ id }) => [id, new Set<number>()]))
  for (const list of columns) {
    const lists = rows.map((old) => ({ ...old, ...readList(move, table, old, list.column) }))
    const tags = await move.legacy.find(
      db,
      list.kind,
      lists.flatMap(({ ids }) => ids),
    )
    for (const { id, ids } of lists) {
      for (const oldId of ids) {
        const tagId = tags.get(String(oldId))
        if (tagId !== undefined) found.get(id)!.add(tagId)
        else move.ledger.remark(table, id, `${list.kind} ${oldId} in ${list.column} is gone; left out`)
      }
    }
    const named = lists.filter(({ names }) => names !== '')
    if (named.length === 0) continue
    const known = await knownNames(db, list)
    for (const { id, names } of named) {
      for (const tagId of await tagsNamed(move, db, { table, id, names, list, known })) found.get(id)!.add(tagId)
    }
  }
  return new Map([...found].map(([id, tags]) => [id, [...tags]]))
}

interface ReadList {
  ids: number[]
  /** What stands there besides numbers, its commas kept: a name may hold one. */
  names: string
}

/** A list as wide as its column was cut there, and its last number with it. */
function readList({ ledger, spool, site }: Move, table: string, { id, row }: OldRow, column: string): ReadList {
  if (!row.isFilled(column)) return { ids: [], names: '' }
  const raw = row.raw(column)!.toString('latin1')
  const isFull = raw.length >= (spool.tables.get(site.table(table))?.widths.get(column) ?? Infinity)
  const ids = row.ids(column)
  const names = row.words(column).length === 0 ? '' : namesIn(plain(row, column))
  const last = isFull ? /,\s*(\d+)$/.exec(raw)?.[1] : undefined
  if (last === undefined) return { ids, names }
  ledger.remark(table, id, `${column} fills its column, so its last number ${last} may be cut; left out`)
  return { ids: ids.filter((each) => each !== Number(last)), names }
}

/** `Array` is what old forms left of a list that they could not write. */
function namesIn(text: string): string {
  const parts = text.split(',').map((part) => part.trim())
  return parts.filter((part) => part !== '' && !/^-?\d+$/.test(part) && part !== 'Array').join(', ')
}

/** By folded name; of two tags with one name, the older. */
async function knownNames(db: Db, { home }: TagColumn): Promise<Map<string, number>> {
  const roles = home.role === 'facet' || home.role === 'warning' ? (['facet', 'warning'] as const) : [home.role]
  const rows = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('vocabulary.role', 'in', [...roles])
    .select(['tag.id', 'tag.name_folded', 'vocabulary.role'])
    .orderBy('tag.id', 'desc')
    .execute()
  const own = rows.filter(({ role }) => role === home.role)
  return new Map([...rows, ...own].map((row) => [row.name_folded, row.id]))
}

interface Naming {
  table: string
  id: string
  names: string
  list: TagColumn
  known: Map<string, number>
}

/** The longest name that is known counts: "Young Adult (20-26 yrs), graphic" is one. */
async function tagsNamed(move: Move, db: Db, { table, id, names, list, known }: Naming): Promise<number[]> {
  const parts = names.split(',').map((part) => part.trim())
  const found: number[] = []
  for (let from = 0; from < parts.length;) {
    let to = parts.length
    while (to > from && !known.has(keyOf(parts.slice(from, to).join(', ')))) to--
    if (to > from) found.push(known.get(keyOf(parts.slice(from, to).join(', ')))!)
    else {
      const name = plainOf(parts[from]!)
      const vocabularyId = await vocabularyFor(db, list.home, move.now)
      const tagId = await addTag(move, db, vocabularyId, name)
      known.set(keyOf(name), tagId)
      found.push(tagId)
      move.ledger.remark(table, id, `"${name}" in ${list.column} was the name of no ${list.kind}; it is one now`)
    }
    from = Math.max(to, from + 1)
  }
  return found
}

function keyOf(name: string): string {
  return short(foldTag(name))
}
