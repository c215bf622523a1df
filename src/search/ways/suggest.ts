// What to offer to somebody who types a name.
import type { Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { prepare } from '../../store/prepared.ts'
import { foldForLooking } from '../../text/name-words.ts'
import { leastAudience } from '../../works/visibility.ts'
import type { Finder } from '../finder.ts'
import { findAbove } from './find-above.ts'
import { type Candidate, isBetter } from './name-index.ts'
import type { Names } from './names.ts'

export interface Suggestion {
  id: number
  /** Of the canonical tag. */
  name: string
  slug: string
  /** Null for authors. */
  vocabulary: string | null
  /** The other name that it was found by. */
  synonym: string | null
  /** How many works the viewer finds, counted a moment ago; null: not counted yet. */
  count: number | null
}

const vocabularyRows = prepare<object>()((db) =>
  db
    .selectFrom('vocabulary')
    .select(['id', 'slug', 'name', 'role', 'closed', 'spoiler'])
    .orderBy('position')
    .orderBy('id'),
)

export type SuggestedVocabulary = Awaited<ReturnType<typeof vocabularyRows>>[number]

export async function listSuggestedVocabularies(db: Db): Promise<SuggestedVocabulary[]> {
  return vocabularyRows(db, {})
}

export interface TagsAsked {
  text: string
  /** Where to look. */
  vocabularies: readonly SuggestedVocabulary[]
  /** What is chosen already, as names or as `vocabulary/slug`: it is not offered again. */
  chosen: readonly string[]
  /** Names of the fandoms that are chosen: what belongs to them comes first. */
  fandoms: readonly string[]
  /** The fandoms' own vocabularies. */
  fandomVocabularies: readonly SuggestedVocabulary[]
  limit: number
}

interface Source {
  db: Db
  finder: Finder
}

/** What the viewer finds no works under is offered only out of a closed vocabulary, whose tags stand open anyhow. */
export async function suggestTags({ db, finder }: Source, viewer: Viewer, asked: TagsAsked): Promise<Suggestion[]> {
  const groups = asked.vocabularies.map((vocabulary) => vocabulary.id)
  const names = await finder.findNames('tag', asked.text, groups)
  const audience = leastAudience(viewer)
  const found = findCandidates(names, asked, { audience, preferred: await findPreferred(db, names, asked) })
  const canonical = canonicalOf(names, found).filter(({ id }) => groups.includes(names.get(id)!.groupId))
  const offered = withoutChosen(names, canonical, asked)
  const closed = new Set(asked.vocabularies.filter((one) => one.closed === 1).map((one) => one.id))
  const isOpen = (id: number) => !closed.has(names.get(id)!.groupId)
  const shown = await keepFound(finder, { names, audience, limit: asked.limit, mustBeUsed: isOpen }, offered)
  const slugs = new Map(asked.vocabularies.map((one) => [one.id, one.slug]))
  return shown.map((one) => ({ ...one, vocabulary: slugs.get(names.get(one.id)!.groupId) ?? null }))
}

export async function suggestAuthors(
  { finder }: Source,
  viewer: Viewer,
  { text, chosen, limit }: Pick<TagsAsked, 'text' | 'chosen' | 'limit'>,
): Promise<Suggestion[]> {
  const names = await finder.findNames('pseud', text, [])
  const audience = leastAudience(viewer)
  const sizeOf = names.counts.of(audience)
  const taken = new Set(chosen)
  const isWanted = (id: number) => !taken.has(names.get(id)!.slug)
  const found =
    names.indexOf(0)?.find({ text, limit: LOOKED_AT, audience, sizeOf, preferred: new Set(), isWanted }) ?? []
  const offered = found.map(({ id }) => ({ id, synonym: null }))
  return keepFound(finder, { names, audience, limit, mustBeUsed: () => true }, offered)
}

const LOOKED_AT = 60

interface Offered {
  id: number
  synonym: string | null
}

async function findPreferred(db: Db, names: Names, { fandoms, fandomVocabularies }: TagsAsked) {
  const ids = fandoms.flatMap((name) =>
    fandomVocabularies.flatMap((vocabulary) => names.indexOf(vocabulary.id)?.named(name) ?? []),
  )
  const preferred = new Set<number>()
  for (const fandom of await findAbove(db, ids)) for (const id of names.scopedTo(fandom)) preferred.add(id)
  return preferred
}

function findCandidates(
  names: Names,
  { text, vocabularies }: TagsAsked,
  { audience, preferred }: { audience: number; preferred: ReadonlySet<number> },
): Candidate[] {
  const sizeOf = names.counts.of(audience)
  const looked = { text, limit: LOOKED_AT, audience, sizeOf, preferred, isWanted: () => true }
  const found = vocabularies.flatMap((vocabulary) => names.indexOf(vocabulary.id)?.find(looked) ?? [])
  return vocabularies.length > 1 ? found.toSorted((one, other) => (isBetter(one, other) ? -1 : 1)) : found
}

/** Each tag once: by its own name where that matches too, else by the best of its others. */
function canonicalOf(names: Names, found: readonly Candidate[]): Offered[] {
  const offered = new Map<number, Offered>()
  const matching = new Set(found.map(({ id }) => id))
  for (const { id } of found) {
    const row = names.get(id)!
    const canonical = row.canonicalId === null ? row : names.get(row.canonicalId)
    if (!canonical || offered.has(canonical.id)) continue
    offered.set(canonical.id, { id: canonical.id, synonym: matching.has(canonical.id) ? null : row.name })
  }
  return [...offered.values()]
}

function withoutChosen(names: Names, offered: readonly Offered[], { chosen, vocabularies }: TagsAsked): Offered[] {
  if (chosen.length === 0) return [...offered]
  const slugs = new Map(vocabularies.map((one) => [one.id, one.slug]))
  const taken = new Set(chosen.flatMap((name) => [name, foldForLooking(name)]))
  return offered.filter(({ id, synonym }) => {
    const { name, slug, groupId } = names.get(id)!
    return ![foldForLooking(name), `${slugs.get(groupId)}/${slug}`, synonym && foldForLooking(synonym)].some(
      (one) => one && taken.has(one),
    )
  })
}

interface Keeping {
  names: Names
  audience: number
  limit: number
  /** Whether a tag is told only to those who find works under it. */
  mustBeUsed: (id: number) => boolean
}

async function keepFound(
  finder: Finder,
  { names, audience, limit, mustBeUsed }: Keeping,
  offered: readonly Offered[],
): Promise<Suggestion[]> {
  const sizeOf = names.counts.of(audience)
  const usedOf = async (some: readonly Offered[]) => {
    const doubtful = some.map(({ id }) => id).filter(mustBeUsed)
    const used = await finder.findUsedNames(names.kind, doubtful, audience)
    return some.filter(({ id }) => !mustBeUsed(id) || used.has(id))
  }
  // Mostly the first are enough, and each costs a look into an index.
  const first = await usedOf(offered.slice(0, limit))
  const found = first.length < limit ? [...first, ...(await usedOf(offered.slice(limit)))] : first
  return found.slice(0, limit).map(({ id, synonym }) => {
    const { name, slug } = names.get(id)!
    return { id, name, slug, vocabulary: null, synonym, count: names.counts.isUnknown ? null : sizeOf(id) }
  })
}
