import { skinPictureBeside } from '../images/skin-pictures.ts'
import type { Db } from '../../../store/database.ts'
import { moveRows } from '../move.ts'
import type { Amend, Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { plain } from '../text/to-text.ts'
import { placeOf } from '../works/sortable.ts'
import { addTags } from './add-tags.ts'
import { amendTags, type Links } from './amend-tags.ts'
import { findParents, linkTree, readTree } from './category-tree.ts'
import { isWarnings, toCharacter, toFacetTag, toFandom, toRating } from './to-tag.ts'
import { CHARACTERS, FANDOMS, RATING, addVocabulary, vocabularyFor } from './vocabularies.ts'

const PHASE = 'tags'
const NO_LINKS: Links = new Map()

/** Categories, characters, class types with their classes, and ratings become vocabularies and tags. */
export async function moveTags(move: Move): Promise<void> {
  await moveRatings(move)
  await moveFandoms(move)
  await moveCharacters(move)
  await moveClassTypes(move)
  await moveClasses(move)
}

async function moveRatings(move: Move): Promise<void> {
  await moveRows<Links>(move, {
    table: 'ratings',
    legacy: 'rating',
    phase: PHASE,
    order: ['rid'],
    prepare: async () => NO_LINKS,
    write: async (db, rows) => {
      const vocabularyId = await vocabularyFor(db, RATING, move.now)
      return addTags(move, db, rows, () => vocabularyId, toRating)
    },
    amend: amendTags(move, { toDraft: toRating }),
  })
}

async function moveFandoms(move: Move): Promise<void> {
  const tree = readTree(move)
  await moveRows<Map<string, readonly number[]>>(move, {
    table: 'categories',
    legacy: 'category',
    phase: PHASE,
    beside: skinPictureBeside,
    order: ['catid'],
    prepare: (rows) =>
      findParents(
        move,
        move.db,
        tree,
        rows.map(({ id }) => id),
      ),
    batch: 5000,
    write: async (db, rows, prepared) => {
      const vocabularyId = await vocabularyFor(db, FANDOMS, move.now)
      const added = await addTags(move, db, rows, () => vocabularyId, toFandom)
      // A parent may have the higher number, and so come together with the child, or after it.
      for (const [id, parentId] of await linkTree(move, db, tree, added)) prepared.set(id, [parentId])
      for (const { id, row } of rows) {
        const trouble = tree.get(id)?.trouble
        if (trouble) move.ledger.remark('categories', id, trouble)
        tellOfPicture(move, 'categories', id, toFandom(row).lostPicture)
      }
      return added
    },
    amend: amendTags(move, { toDraft: toFandom, links: { table: 'tag_parent', column: 'parent_id' } }),
  })
}

function tellOfPicture({ ledger }: Move, table: string, id: string, picture: string): void {
  if (picture !== '')
    ledger.remark(
      table,
      id,
      `its picture "${picture}" is a file of a skin, and did not come: it lies in the folder skins of the old site`,
    )
}

async function moveCharacters(move: Move): Promise<void> {
  await moveRows<Links>(move, {
    table: 'characters',
    legacy: 'character',
    phase: PHASE,
    beside: skinPictureBeside,
    order: ['charid'],
    prepare: (rows) => findFandoms(move, rows),
    write: async (db, rows, fandoms) => {
      const vocabularyId = await vocabularyFor(db, CHARACTERS, move.now)
      const added = await addTags(move, db, rows, () => vocabularyId, toCharacter)
      await linkFandoms(move, db, rows, { added, fandoms })
      for (const { id, row } of rows) tellOfPicture(move, 'characters', id, toCharacter(row).lostPicture)
      return added
    },
    amend: amendTags(move, { toDraft: toCharacter, links: { table: 'tag_scope', column: 'fandom_id' } }),
  })
}

/** Of each character, by its old number; none: it is known everywhere. */
async function findFandoms(move: Move, rows: readonly OldRow[]): Promise<Links> {
  const listed = rows.map(({ id, row }) => ({ id, categories: row.ids('catid') }))
  const fandoms = await move.legacy.find(
    move.db,
    'category',
    listed.flatMap(({ categories }) => categories),
  )
  return new Map(
    listed.map(({ id, categories }) => {
      const ids = categories.flatMap((category) => fandoms.get(String(category)) ?? [])
      return [id, [...new Set(ids)].sort((a, b) => a - b)]
    }),
  )
}

interface Linking {
  added: ReadonlyMap<string, number>
  fandoms: Links
}

async function linkFandoms(move: Move, db: Db, rows: readonly OldRow[], { added, fandoms }: Linking): Promise<void> {
  for (const { id, row } of rows) {
    const categories = row.ids('catid')
    const missing = categories.length - (fandoms.get(id)?.length ?? 0)
    if (missing === 0) continue
    const where = missing === categories.length ? 'now known everywhere' : 'known in the others'
    move.ledger.remark('characters', id, `belongs to category ${categories.join(', ')}, which is gone; ${where}`)
  }
  const links = [...added].flatMap(([id, tagId]) =>
    (fandoms.get(id) ?? []).map((fandomId) => ({ tag_id: tagId, fandom_id: fandomId })),
  )
  if (links.length > 0) await db.insertInto('tag_scope').values(links).execute()
}

async function moveClassTypes(move: Move): Promise<void> {
  await moveRows(move, {
    table: 'classtypes',
    legacy: 'classtype',
    phase: PHASE,
    order: ['classtype_id'],
    write: async (db, rows) => {
      const added = new Map<string, number>()
      for (const { id, row } of rows) {
        const role = isWarnings(row) ? 'warning' : 'facet'
        const position = placeOf(10 + Number(id))
        const wanted = { name: nameOfType(id, row), role, many: true, required: false, position } as const
        added.set(id, await addVocabulary(db, wanted, move.now))
      }
      return added
    },
    amend: AMEND_TYPES,
  })
}

function nameOfType(id: string, row: Row): string {
  return plain(row, 'classtype_title') || plain(row, 'classtype_name') || `Class type ${id}`
}

const AMEND_TYPES: Amend = {
  drafted: ({ id, row }) => ({ name: nameOfType(id, row) }),
  present: async (db, ids) => {
    const rows = await db
      .selectFrom('vocabulary')
      .where('id', 'in', [...ids])
      .select(['id', 'name'])
      .execute()
    return new Map(rows.map(({ id, name }) => [id, { name }]))
  },
  change: async (db, amendments) => {
    for (const { id, fields } of amendments) {
      await db
        .updateTable('vocabulary')
        .set({ name: String(fields.name) })
        .where('id', '=', id)
        .execute()
    }
  },
}

async function moveClasses(move: Move): Promise<void> {
  await moveRows<Links>(move, {
    table: 'classes',
    legacy: 'class',
    phase: PHASE,
    order: ['class_id'],
    prepare: (rows) => findTypes(move, rows),
    write: async (db, rows) => {
      const types = await move.legacy.find(
        db,
        'classtype',
        rows.map(({ row }) => row.integer('class_type')),
      )
      const placed = rows.filter(({ row }) => types.has(String(row.integer('class_type'))))
      for (const { id, row } of rows.filter((old) => !placed.includes(old))) {
        const message = `"${plain(row, 'class_name')}" belongs to class type ${row.integer('class_type')}, which is gone`
        move.ledger.except('classes', id, 'kept aside', message)
      }
      return addTags(move, db, placed, (row) => types.get(String(row.integer('class_type')))!, toFacetTag)
    },
    amend: amendTags(move, { toDraft: toFacetTag, hasHome: true }),
  })
}

/** The vocabulary of each class, by its old number; none where its type is gone. */
async function findTypes(move: Move, rows: readonly OldRow[]): Promise<Links> {
  const typeOf = (row: Row) => row.integer('class_type')
  const types = await move.legacy.find(
    move.db,
    'classtype',
    rows.map(({ row }) => typeOf(row)),
  )
  const homes = rows.map(({ id, row }) => [id, types.get(String(typeOf(row)))] as const)
  return new Map(homes.flatMap(([id, home]) => (home === undefined ? [] : [[id, [home]]])))
}
