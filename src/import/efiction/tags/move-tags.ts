import type { Db } from '../../../store/database.ts'
import { addTags } from './add-tags.ts'
import { moveRows } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'
import { placeOf } from '../works/sortable.ts'
import { isWarnings, toCharacter, toFacetTag, toFandom, toRating } from './to-tag.ts'
import { plain } from '../text/to-text.ts'
import { RATING, addVocabulary, vocabularyFor } from './vocabularies.ts'

const PHASE = 'tags'

/** Categories, characters, class types with their classes, and ratings become vocabularies and tags. */
export async function moveTags(move: Move): Promise<void> {
  await moveRatings(move)
  await moveFandoms(move)
  await moveCharacters(move)
  await moveClassTypes(move)
  await moveClasses(move)
}

async function moveRatings(move: Move): Promise<void> {
  await moveRows(move, {
    table: 'ratings',
    legacy: 'rating',
    phase: PHASE,
    order: ['rid'],
    write: async (db, rows) => {
      const vocabularyId = await vocabularyFor(db, RATING, move.now)
      return addTags(move, db, rows, () => vocabularyId, toRating)
    },
  })
}

async function moveFandoms(move: Move): Promise<void> {
  const wanted = { name: 'Fandoms', role: 'fandom', many: true, required: false, position: 1 } as const
  await moveRows(move, {
    table: 'categories',
    legacy: 'category',
    phase: PHASE,
    order: ['catid'],
    // A parent may have the higher number; within one batch that does not matter.
    batch: 5000,
    write: async (db, rows) => {
      const vocabularyId = await vocabularyFor(db, wanted, move.now)
      const added = await addTags(move, db, rows, () => vocabularyId, toFandom)
      await linkParents(move, db, rows, added)
      return added
    },
  })
}

async function linkParents(move: Move, db: Db, rows: readonly OldRow[], added: ReadonlyMap<string, number>) {
  const parentOf = new Map(rows.map(({ id, row }) => [id, String(row.integer('parentcatid'))]))
  const earlier = await move.legacy.find(db, 'category', parentOf.values())
  const links: { tag_id: number; parent_id: number }[] = []
  for (const [id, parent] of parentOf) {
    const parentId = added.get(parent) ?? earlier.get(parent)
    if (Number(parent) <= 0) continue
    if (parentId === undefined) move.ledger.remark('categories', id, `its parent ${parent} is gone; now at the top`)
    else if (isInLoop(parentOf, id)) {
      move.ledger.remark('categories', id, `lies inside itself by way of ${parent}; now at the top`)
      parentOf.set(id, '-1')
    } else links.push({ tag_id: added.get(id)!, parent_id: parentId })
  }
  if (links.length > 0) await db.insertInto('tag_parent').values(links).execute()
}

function isInLoop(parentOf: ReadonlyMap<string, string>, id: string): boolean {
  const seen = new Set<string>()
  for (let at = parentOf.get(id); at !== undefined && !seen.has(at); at = parentOf.get(at)) {
    if (at === id) return true
    seen.add(at)
  }
  return false
}

async function moveCharacters(move: Move): Promise<void> {
  const wanted = { name: 'Characters', role: 'character', many: true, required: false, position: 2 } as const
  await moveRows(move, {
    table: 'characters',
    legacy: 'character',
    phase: PHASE,
    order: ['charid'],
    write: async (db, rows) => {
      const vocabularyId = await vocabularyFor(db, wanted, move.now)
      const added = await addTags(move, db, rows, () => vocabularyId, toCharacter)
      await linkFandoms(move, db, rows, added)
      return added
    },
  })
}

async function linkFandoms(move: Move, db: Db, rows: readonly OldRow[], added: ReadonlyMap<string, number>) {
  const listed = rows.flatMap(({ id, row }) => row.ids('catid').map((category) => ({ id, category })))
  const fandoms = await move.legacy.find(
    db,
    'category',
    listed.map(({ category }) => category),
  )
  const links: { tag_id: number; fandom_id: number }[] = []
  for (const { id, category } of listed) {
    const fandomId = fandoms.get(String(category))
    if (fandomId === undefined) {
      move.ledger.remark('characters', id, `belongs to category ${category}, which is gone; now known everywhere`)
    } else links.push({ tag_id: added.get(id)!, fandom_id: fandomId })
  }
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
        const name = plain(row, 'classtype_title') || plain(row, 'classtype_name') || `Class type ${id}`
        const role = isWarnings(row) ? 'warning' : 'facet'
        const wanted = { name, role, many: true, required: false, position: placeOf(10 + Number(id)) } as const
        added.set(id, await addVocabulary(db, wanted, move.now))
      }
      return added
    },
  })
}

async function moveClasses(move: Move): Promise<void> {
  await moveRows(move, {
    table: 'classes',
    legacy: 'class',
    phase: PHASE,
    order: ['class_id'],
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
  })
}
