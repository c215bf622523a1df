import type { Db } from '../../../store/database.ts'
import type { Move } from '../moving.ts'

/** Old number of each category to that of the one above it; null where it stands at the top. */
export type Tree = ReadonlyMap<string, { parent: string | null; trouble: string | null }>

/**
 * Deleting a category left its grandchildren below nothing, and nobody kept one from standing below itself. Of those
 * in a circle the one with the lowest number comes to the top.
 */
export function readTree({ spool, site }: Move): Tree {
  const parents = new Map<string, string>()
  for (const row of spool.rows(site.table('categories'), ['catid'])) {
    const id = String(row.integer('catid'))
    if (!parents.has(id)) parents.set(id, String(row.integer('parentcatid')))
  }
  const tree = new Map<string, { parent: string | null; trouble: string | null }>()
  for (const [id, parent] of parents) {
    if (Number(parent) <= 0) tree.set(id, { parent: null, trouble: null })
    else if (!parents.has(parent))
      tree.set(id, { parent: null, trouble: `its parent ${parent} is gone; now at the top` })
    else if (isInCircle(parents, id)) {
      tree.set(id, { parent: null, trouble: `lies inside itself by way of ${parent}; now at the top` })
      parents.set(id, '-1')
    } else tree.set(id, { parent, trouble: null })
  }
  return tree
}

function isInCircle(parentOf: ReadonlyMap<string, string>, id: string): boolean {
  const seen = new Set<string>()
  for (let at = parentOf.get(id); at !== undefined && !seen.has(at); at = parentOf.get(at)) {
    if (at === id) return true
    seen.add(at)
  }
  return false
}

/** The new ids of the categories above, of those that are here already. */
export async function findParents(
  move: Move,
  db: Db,
  tree: Tree,
  ids: readonly string[],
): Promise<Map<string, number[]>> {
  const parents = ids.flatMap((id) => tree.get(id)?.parent ?? [])
  const known = await move.legacy.find(db, 'category', parents)
  return new Map(ids.map((id) => [id, [known.get(tree.get(id)?.parent ?? '') ?? []].flat()]))
}

/**
 * Hangs what has just come below what is there, and what came before it, with a lower number, below it. Returns the
 * new id above each, by old number.
 */
export async function linkTree(
  move: Move,
  db: Db,
  tree: Tree,
  added: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const touching = [...tree].filter(([id, { parent }]) => parent !== null && (added.has(id) || added.has(parent)))
  const numbers = touching.flatMap(([id, { parent }]) => [id, parent!])
  const known = await move.legacy.find(db, 'category', numbers)
  const newId = (id: string) => added.get(id) ?? known.get(id)
  const links = touching.flatMap(([id, { parent }]) => {
    const [tagId, parentId] = [newId(id), newId(parent!)]
    return tagId === undefined || parentId === undefined ? [] : [{ id, tag_id: tagId, parent_id: parentId }]
  })
  const hung = await listHung(
    db,
    links.filter(({ id }) => !added.has(id)).map(({ tag_id }) => tag_id),
  )
  const free = links.filter(({ tag_id }) => !hung.has(tag_id))
  if (free.length > 0) await writeLinks(db, free)
  return new Map(free.map(({ id, parent_id }) => [id, parent_id]))
}

/** Those of an earlier run that hang somewhere already: a newer dump moves them as it changes other things of theirs. */
async function listHung(db: Db, tagIds: readonly number[]): Promise<Set<number>> {
  if (tagIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('tag_parent')
    .where('tag_id', 'in', [...tagIds])
    .select('tag_id')
    .execute()
  return new Set(rows.map((row) => row.tag_id))
}

async function writeLinks(db: Db, links: readonly { tag_id: number; parent_id: number }[]): Promise<void> {
  await db
    .insertInto('tag_parent')
    .values(links.map(({ tag_id, parent_id }) => ({ tag_id, parent_id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
