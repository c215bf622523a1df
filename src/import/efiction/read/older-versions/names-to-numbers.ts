import type { Row } from '../row.ts'
import { type NameTable, OldNames, readNameList } from './old-names.ts'
import { quote } from '../spool-sql.ts'
import { type SiteTables, value } from './site-tables.ts'
import { counted } from '../../report/counted.ts'

const NONE = value('')
const TOP = value(-1)

const CLASSES: NameTable = { kind: 'classes', id: 'class_id', name: 'class_name', more: {} }
const CHARACTERS: NameTable = {
  kind: 'characters',
  id: 'charid',
  name: 'charname',
  more: { catid: TOP, bio: NONE, image: NONE },
}
const CATEGORIES: NameTable = {
  kind: 'categories',
  id: 'catid',
  name: 'category',
  more: { parentcatid: TOP, description: NONE, image: NONE, locked: value(0), displayorder: value(0) },
}

/** Two facets had tables of their own before 3.0, each with its columns in stories and series. */
const FACETS = [
  { table: 'genres', id: 'gid', name: 'genre', story: 'gid', series: 'genres', type: 1, title: 'Genres' },
  { table: 'warnings', id: 'wid', name: 'warning', story: 'wid', series: 'warnings', type: 2, title: 'Warnings' },
] as const

/** Apart from the numbers of the other facet. */
const FIRST_WARNING = 1_000_000

/** Where stories and series name their genres, warnings and characters in words, those become numbers. */
export function namesToNumbers(tables: SiteTables): void {
  const hasFacets = FACETS.some(({ story, table }) => tables.hasColumn('stories', story) || tables.has(table))
  if (hasFacets) facetsToClasses(tables)
  listsToNumbers(tables, 'stories', 'charid', CHARACTERS, hasFacets)
  listsToNumbers(tables, 'series', 'characters', CHARACTERS, hasFacets)
  listsToNumbers(tables, 'challenges', 'characters', CHARACTERS, hasFacets)
  listsToNumbers(tables, 'stories', 'catid', CATEGORIES, false)
  if (tables.hasColumn('stories', 'classes')) listsToNumbers(tables, 'stories', 'classes', CLASSES, false)
}

function facetsToClasses(tables: SiteTables): void {
  const { spool } = tables
  spool.makeTable(tables.name('classtypes'), ['classtype_id', 'classtype_name', 'classtype_title'])
  spool.makeTable(tables.name('classes'), ['class_id', 'class_type', 'class_name'])
  const facets = FACETS.map((facet) => ({ ...facet, names: namesOfFacet(tables, facet) }))
  for (const kind of ['stories', 'series'] as const) {
    tables.change(kind, (row) => {
      // What the old program itself has brought to classes is right; the words beside it are leftovers.
      if (row.isFilled('classes')) return null
      const ids = facets.flatMap(({ names, story, series }) => {
        const column = kind === 'stories' ? story : series
        return readList(tables, row, { kind, column, names, create: true, namesFirst: true })
      })
      return ids.length === 0 ? null : { classes: value(ids.join(',')) }
    })
  }
  for (const { names } of facets) noteCreated(tables, names, 'classes')
}

/** Rows of the facet's own table become classes; one name may be a genre and a warning. */
function namesOfFacet(tables: SiteTables, facet: (typeof FACETS)[number]): OldNames {
  const { table, id, name } = facet
  const type = typeOf(tables, facet)
  const more = { class_type: value(type) }
  const names = new OldNames(tables, { ...CLASSES, more, kindIn: { column: 'class_type', number: type } })
  const first = table === 'warnings' ? FIRST_WARNING : 0
  for (const row of tables.rows(table)) {
    const text = row.text(name)
    if (names.find(text) === undefined) names.create(row.raw(name) ?? NONE, text, first + row.integer(id))
  }
  if (tables.has(table)) {
    tables.notes.push(`${tables.count(table)} rows of ${table} are read as classes, as later versions have them.`)
    tables.spool.forget(tables.name(table))
  }
  return names
}

/** The number of the class type, which a site half way to 3.0 has already. */
function typeOf(tables: SiteTables, { table, type, title }: (typeof FACETS)[number]): number {
  const types = [...tables.rows('classtypes')]
  const own = types.find((row) => row.text('classtype_name').trim().toLowerCase() === table)
  if (own) return own.integer('classtype_id')
  const taken = new Set(types.map((row) => row.integer('classtype_id')))
  const id = taken.has(type) ? FIRST_WARNING + type : type
  const row = { classtype_id: value(id), classtype_name: value(table), classtype_title: value(title) }
  tables.spool.insert(tables.name('classtypes'), [row])
  return id
}

function listsToNumbers(tables: SiteTables, kind: string, column: string, layout: NameTable, namesFirst: boolean) {
  if (!tables.hasColumn(kind, column) || !hasWords(tables, kind, column)) return
  tables.spool.makeTable(tables.name(layout.kind), [layout.id, layout.name, ...Object.keys(layout.more)])
  const names = new OldNames(tables, layout)
  const create = layout.kind !== 'classes'
  tables.change(kind, (row) => {
    const list = row.raw(column)?.toString('latin1') ?? ''
    if (!HAS_WORDS.test(list)) return null
    const ids = readList(tables, row, { kind, column, names, create, namesFirst })
    // Words that nobody knows stay where they are, to be told of.
    return ids.length === 0 ? null : { [column]: value(ids.join(',')) }
  })
  noteCreated(tables, names, layout.kind)
}

const HAS_WORDS = /[^-\d,\s]/

function hasWords(tables: SiteTables, kind: string, column: string): boolean {
  const query = `select 1 from ${quote(tables.name(kind))} where cast(${quote(column)} as text) glob '*[^-0-9, ]*' limit 1`
  return tables.spool.database.prepare(query).get() !== undefined
}

interface List {
  kind: string
  column: string
  names: OldNames
  create: boolean
  namesFirst: boolean
}

function readList(tables: SiteTables, row: Row, { kind, column, names, ...rules }: List): number[] {
  const list = row.raw(column)
  if (!list || list.length === 0) return []
  const width = tables.spool.tables.get(tables.name(kind))?.widths.get(column) ?? Infinity
  const { ids, left } = readNameList(row, list, names, { ...rules, isCut: list.length >= width })
  if (left.length > 0) {
    const id = row.integer(kind === 'stories' ? 'sid' : kind === 'series' ? 'seriesid' : 'chalid')
    tables.notes.push(`${kind} ${id}: ${column} names what is unknown: ${left.join(', ')}; left out.`)
  }
  return ids
}

function noteCreated(tables: SiteTables, { created }: OldNames, kind: string): void {
  if (created.length === 0) return
  const some = created.slice(0, 20).join(', ')
  const more = created.length > 20 ? ` and ${created.length - 20} more` : ''
  tables.notes.push(
    `${counted(created.length, 'name', 'names')} had no row in ${kind} and got a new one: ${some}${more}.`,
  )
}
