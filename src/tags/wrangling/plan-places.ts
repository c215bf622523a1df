// Where a tag stands: below others, in fandoms, on its own.
import { invalid } from '../../errors.ts'
import type { Db } from '../../store/database.ts'
import { findBelongings } from './find-belongings.ts'
import { findWrangled, MOST_AT_ONCE, type WrangledTag } from './find-wrangled.ts'
import { mayBeScoped, mayStandBelow } from './may-stand-below.ts'
import { Draft, type Plan } from './plan.ts'
import { refuseLoops } from './plan-synonyms.ts'

export async function findChosen(db: Db, tagIds: readonly number[]): Promise<WrangledTag[]> {
  if (tagIds.length === 0) throw invalid({ tags: 'Please choose at least one tag.' })
  if (tagIds.length > MOST_AT_ONCE) throw invalid({ tags: `Please choose at most ${MOST_AT_ONCE} tags at once.` })
  return findWrangled(db, tagIds)
}

export function markLookedAt(draft: Draft, tags: readonly WrangledTag[], now: number): void {
  for (const { id, lookedAt } of tags)
    draft.update('tag', { id }, { looked_at: lookedAt }, { looked_at: lookedAt ?? now })
}

/** They are synonyms of nothing any more. */
export async function planFree(db: Db, tagIds: readonly number[]): Promise<Plan> {
  const tags = (await findChosen(db, tagIds)).filter((tag) => tag.canonicalId !== null)
  const draft = new Draft()
  for (const { id, canonicalId } of tags)
    draft.update('tag', { id }, { canonical_id: canonicalId }, { canonical_id: null })
  const canonicals = tags.length === 0 ? [] : await findWrangled(db, [...new Set(tags.map((tag) => tag.canonicalId!))])
  return {
    kind: 'free',
    subjects: [...tags.map((tag) => tag.id), ...canonicals.map((tag) => tag.id)],
    detail: { tags: tags.map((tag) => tag.name), from: canonicals.map((tag) => tag.name) },
    rows: draft.rows(),
    moves: [],
  }
}

export interface PlaceInput {
  tagIds: readonly number[]
  addIds: readonly number[]
  removeIds: readonly number[]
}

/** Refuses kinds that do not go together, synonyms, and what would go in a circle. */
export async function planParents(db: Db, { tagIds, addIds, removeIds }: PlaceInput, now: number): Promise<Plan> {
  const [tags, parents] = [await findChosen(db, tagIds), await findWrangled(db, [...addIds, ...removeIds])]
  const added = parents.filter((parent) => addIds.includes(parent.id))
  refuseSynonyms(tags, 'tags')
  refuseSynonyms(added, 'above')
  for (const parent of added) {
    const misfit = tags.find((tag) => tag.id !== parent.id && !mayStandBelow(tag, parent))
    if (misfit)
      throw invalid({ above: `“${misfit.name}” cannot stand below “${parent.name}”: their kinds do not go together.` })
    if (tags.some((tag) => tag.id === parent.id)) throw invalid({ above: 'A tag does not stand below itself.' })
  }
  const has = new Set((await findBelongings(db, tagIds)).parents.map((link) => `${link.tag_id} ${link.parent_id}`))
  const draft = new Draft()
  for (const { id: tag_id } of tags) {
    for (const parent_id of addIds)
      if (!has.has(`${tag_id} ${parent_id}`)) draft.insert('tag_parent', { tag_id, parent_id })
    for (const parent_id of removeIds)
      if (has.has(`${tag_id} ${parent_id}`)) draft.remove('tag_parent', { tag_id, parent_id })
  }
  const [any] = draft.rows()
  if (any) markLookedAt(draft, tags, now)
  await refuseLoops(db, draft.rows())
  return { ...aboutPlaces('parents', tags, parents, { addIds, removeIds }), rows: draft.rows(), moves: [] }
}

/** The fandoms that tags belong to; none: known everywhere. */
export async function planScopes(db: Db, { tagIds, addIds, removeIds }: PlaceInput, now: number): Promise<Plan> {
  const [tags, fandoms] = [await findChosen(db, tagIds), await findWrangled(db, [...addIds, ...removeIds])]
  refuseSynonyms(tags, 'tags')
  const misfit = tags.find((tag) => !mayBeScoped(tag))
  if (misfit)
    throw invalid({ tags: `“${misfit.name}” belongs to no fandom: only characters, pairings and free tags do.` })
  const added = fandoms.filter((fandom) => addIds.includes(fandom.id))
  refuseSynonyms(added, 'fandoms')
  const other = added.find((fandom) => fandom.role !== 'fandom')
  if (other) throw invalid({ fandoms: `“${other.name}” is no fandom.` })
  const has = new Set((await findBelongings(db, tagIds)).scopes.map((link) => `${link.tag_id} ${link.fandom_id}`))
  const draft = new Draft()
  for (const { id: tag_id } of tags) {
    for (const fandom_id of addIds)
      if (!has.has(`${tag_id} ${fandom_id}`)) draft.insert('tag_scope', { tag_id, fandom_id })
    for (const fandom_id of removeIds)
      if (has.has(`${tag_id} ${fandom_id}`)) draft.remove('tag_scope', { tag_id, fandom_id })
  }
  if (draft.rows().length > 0) markLookedAt(draft, tags, now)
  return { ...aboutPlaces('scope', tags, fandoms, { addIds, removeIds }), rows: draft.rows(), moves: [] }
}

export function refuseSynonyms(tags: readonly WrangledTag[], field: string): void {
  const synonym = tags.find((tag) => tag.canonicalId !== null)
  if (synonym) throw invalid({ [field]: `“${synonym.name}” is a synonym. Its canonical tag is what has a place.` })
}

function aboutPlaces(
  kind: 'parents' | 'scope',
  tags: readonly WrangledTag[],
  others: readonly WrangledTag[],
  { addIds, removeIds }: Omit<PlaceInput, 'tagIds'>,
): Pick<Plan, 'kind' | 'subjects' | 'detail'> {
  const named = (ids: readonly number[]) => others.filter((tag) => ids.includes(tag.id)).map((tag) => tag.name)
  return {
    kind,
    subjects: [...new Set([...tags, ...others].map((tag) => tag.id))],
    detail: { tags: tags.map((tag) => tag.name), added: named(addIds), removed: named(removeIds) },
  }
}
