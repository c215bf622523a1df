import { conflict, invalid } from '../../errors.ts'
import type { Db } from '../../store/database.ts'
import { findWrangled, MOST_AT_ONCE, type WrangledTag } from './find-wrangled.ts'
import { TagGraph } from './graph.ts'
import { handOverLinks, handOverPeople, handOverThings } from './hand-over.ts'
import { Draft, edgesAfter, type Plan } from './plan.ts'

export interface SynonymInput {
  tagIds: readonly number[]
  /** The tag that the others are names of; of a synonym, its canonical tag is meant. */
  intoId: number
  /** Works get the tag itself in place of the others; without, they keep what their authors wrote. */
  withWorks: boolean
}

/** One hop only: what pointed to the tags points to the other one. Refuses with conflict what would go in a circle. */
export async function planSynonyms(db: Db, input: SynonymInput, now: number): Promise<Plan> {
  const { tags, into } = await findSides(db, input)
  const draft = new Draft()
  for (const tag of tags) {
    const before = { canonical_id: tag.canonicalId, looked_at: tag.lookedAt, left_alone: tag.leftAlone }
    const after = { canonical_id: into.id, looked_at: tag.lookedAt ?? now, left_alone: 0 }
    draft.update('tag', { id: tag.id }, before, after)
  }
  draft.update('tag', { id: into.id }, { looked_at: into.lookedAt }, { looked_at: into.lookedAt ?? now })
  await handOverLinks({ db, draft, tags, into })
  await handOverPeople({ db, draft, tags, into })
  if (input.withWorks) await handOverThings({ db, draft, tags, into })
  const rows = draft.rows()
  await refuseLoops(db, rows)
  return {
    kind: input.withWorks ? 'merge' : 'synonym',
    subjects: [...tags.map((tag) => tag.id), into.id],
    detail: { tags: tags.map((tag) => tag.name), into: into.name },
    rows,
    moves: input.withWorks ? tags.map((tag) => ({ fromId: tag.id, toId: into.id, works: 'all' as const })) : [],
  }
}

async function findSides(db: Db, { tagIds, intoId, withWorks }: SynonymInput) {
  if (tagIds.length === 0) throw invalid({ tags: 'Please choose at least one tag.' })
  if (tagIds.length > MOST_AT_ONCE) throw invalid({ tags: `Please choose at most ${MOST_AT_ONCE} tags at once.` })
  const [chosen] = await findWrangled(db, [intoId])
  const into = chosen!.canonicalId === null ? chosen! : (await findWrangled(db, [chosen!.canonicalId]))[0]!
  const tags = await findWrangled(db, tagIds)
  refuseUnfit(tags, into, { chosen: chosen!, withWorks })
  return { tags, into }
}

function refuseUnfit(
  tags: readonly WrangledTag[],
  into: WrangledTag,
  { chosen, withWorks }: { chosen: WrangledTag; withWorks: boolean },
): void {
  const own = tags.find((tag) => tag.id === into.id)
  if (own && chosen.id !== into.id)
    throw invalid({ into: `“${chosen.name}” is a synonym of “${into.name}” itself. Set it free first.` })
  if (own) throw invalid({ into: 'A tag is no synonym of itself.' })
  if ([...tags, into].some((tag) => tag.role === 'rating'))
    throw invalid({ into: 'Ratings have gates of their own, so none is a synonym. Change them in their vocabulary.' })
  const isMixed = tags.some((tag) => tag.vocabularyId !== into.vocabularyId)
  if (withWorks && isMixed && into.many === 0)
    throw invalid({
      into: `A work has only one of ${into.vocabularyName}: a synonym is possible, moving works is not.`,
    })
}

/** Refuses with conflict when something would stand below itself, by whatever way. */
export async function refuseLoops(db: Db, rows: Plan['rows']): Promise<void> {
  const after = await edgesAfter(db, rows)
  const graph = new TagGraph(db, after)
  for (const id of after.keys()) {
    if (!(await graph.isInLoop(id))) continue
    const [tag] = await findWrangled(db, [id])
    throw conflict(`“${tag!.name}” would stand below itself. Take it out of what stands between first.`)
  }
}
