// Crossovers and main pairings out of the tables that authors and moderators fill, without any of the archive's own SQL.
import type { Kysely } from 'kysely'
import type { Tables } from '../src/store/tables.ts'

/** Of each work, as `pairingsOf` writes them. */
export async function pairingsByHand(db: Kysely<Tables>): Promise<string[]> {
  const [works, tags, parents, vocabularies, carried] = await Promise.all([
    db.selectFrom('work').select('id').orderBy('id').execute(),
    db.selectFrom('tag').select(['id', 'canonical_id', 'vocabulary_id']).execute(),
    db.selectFrom('tag_parent').selectAll().execute(),
    db.selectFrom('vocabulary').select(['id', 'role']).execute(),
    db.selectFrom('work_tag').selectAll().orderBy('position').orderBy('tag_id').execute(),
  ])
  const canonicalOf = new Map(tags.map((tag) => [tag.id, tag.canonical_id]))
  const roleOf = (id: number) => {
    const kind = tags.find((tag) => tag.id === id)!.vocabulary_id
    return vocabularies.find((vocabulary) => vocabulary.id === kind)!.role
  }
  const above = (id: number): Set<number> => {
    const found = new Set([id])
    for (const one of found) {
      const canonical = canonicalOf.get(one)
      if (canonical) found.add(canonical)
      for (const link of parents) if (link.tag_id === one) found.add(link.parent_id)
    }
    return found
  }
  return works.map(({ id }) => {
    const meant = carried.filter((row) => row.work_id === id).map(({ tag_id }) => canonicalOf.get(tag_id) ?? tag_id)
    const fandoms = [...new Set(meant.filter((tagId) => roleOf(tagId) === 'fandom'))].map(above)
    const isAkin = (one: Set<number>, other: Set<number>) => !one.isDisjointFrom(other)
    const isFamily = fandoms.some((one) => fandoms.every((other) => isAkin(one, other)))
    const main = meant.find((tagId) => roleOf(tagId) === 'relationship') ?? null
    return `${id} ${fandoms.length > 1 && !isFamily ? 'crossover' : 'plain'} ${main}`
  })
}

export async function pairingsOf(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db.selectFrom('work').select(['id', 'crossover', 'main_relationship_id']).orderBy('id').execute()
  return rows.map((row) => `${row.id} ${row.crossover ? 'crossover' : 'plain'} ${row.main_relationship_id}`)
}
