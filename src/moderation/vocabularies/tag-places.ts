// Where a tag stands, as names in a form: what is above it, and the fandoms that it belongs to.
import { invalid } from '../../errors.ts'
import type { Db } from '../../store/database.ts'
import { joinNames, splitNames } from '../../tags/tag-names.ts'
import { foldTag } from '../../text/slug.ts'
import type { Deed } from '../tags/deeds.ts'
import type { KeptTag } from './find-kept-tag.ts'

interface Named {
  id: number
  name: string
}

export interface TagPlaces {
  above: Named[]
  fandoms: Named[]
}

export async function findPlaces(db: Db, tagId: number): Promise<TagPlaces> {
  const [above, fandoms] = await Promise.all([
    db
      .selectFrom('tag_parent')
      .innerJoin('tag', 'tag.id', 'tag_parent.parent_id')
      .where('tag_parent.tag_id', '=', tagId)
      .select(['tag.id', 'tag.name'])
      .orderBy('tag.sort_name')
      .orderBy('tag.id')
      .execute(),
    db
      .selectFrom('tag_scope')
      .innerJoin('tag', 'tag.id', 'tag_scope.fandom_id')
      .where('tag_scope.tag_id', '=', tagId)
      .select(['tag.id', 'tag.name'])
      .orderBy('tag.sort_name')
      .orderBy('tag.id')
      .execute(),
  ])
  return { above, fandoms }
}

/** What the form shows, and reads back. */
export function typedNames(tags: readonly Named[]): string {
  return joinNames([...new Set(tags.map((tag) => tag.name))])
}

/** The acts that bring a tag from where it stands to where the form says. Refuses names that no such tag has. */
export async function placingDeeds(db: Db, tag: KeptTag, typed: { above: string; fandoms: string }): Promise<Deed[]> {
  const { above, fandoms } = await findPlaces(db, tag.id)
  const deeds: Deed[] = []
  const add = (kind: 'parents' | 'scope', had: Named[], wanted: readonly number[]) => {
    const addIds = wanted.filter((id) => !had.some((one) => one.id === id))
    const removeIds = had.map((one) => one.id).filter((id) => !wanted.includes(id))
    if (addIds.length + removeIds.length > 0) deeds.push({ kind, tagIds: [tag.id], addIds, removeIds })
  }
  if (typed.above.trim() !== typedNames(above))
    add(
      'parents',
      above,
      await findNamed(db, typed.above, { field: 'above', had: above, vocabularyId: tag.vocabulary_id }),
    )
  if (typed.fandoms.trim() !== typedNames(fandoms))
    add('scope', fandoms, await findNamed(db, typed.fandoms, { field: 'fandoms', had: fandoms, vocabularyId: null }))
  return deeds
}

interface Wanted {
  /** Of the form, for the message. */
  field: string
  /** Where the tag stands already: of several with one name these are meant. */
  had?: readonly Named[]
  /** Where to look; null: among fandoms. */
  vocabularyId: number | null
}

const MOST_NAMES = 50
const LONGEST_LIST = 20_000

export async function findNamed(db: Db, typed: string, { field, had = [], vocabularyId }: Wanted): Promise<number[]> {
  const names = splitNames(typed.slice(0, LONGEST_LIST))
  if (names.length > MOST_NAMES) throw invalid({ [field]: `Please name at most ${MOST_NAMES}.` })
  const kept = Map.groupBy(had, (tag) => foldTag(tag.name))
  const others = names.filter((name) => !kept.has(foldTag(name)))
  const found = await findByName(db, others.map(foldTag), vocabularyId)
  const unknown = others.filter((name) => !found.has(foldTag(name)))
  if (unknown.length > 0)
    throw invalid({ [field]: `There is nothing of this name: ${unknown.join('; ').slice(0, 200)}` })
  const ids = names.flatMap((name) => {
    const own = kept.get(foldTag(name))?.map((tag) => tag.id)
    return own ?? [found.get(foldTag(name))!]
  })
  return [...new Set(ids)]
}

/** Of several the oldest; a synonym stands for its canonical tag. */
async function findByName(db: Db, folded: string[], vocabularyId: number | null): Promise<Map<string, number>> {
  if (folded.length === 0) return new Map()
  const tags = db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tag.name_folded', 'in', folded)
  const rows = await (
    vocabularyId === null
      ? tags.where('vocabulary.role', '=', 'fandom')
      : tags.where('vocabulary.id', '=', vocabularyId)
  )
    .select(['tag.name_folded as folded', (eb) => eb.fn.coalesce('tag.canonical_id', 'tag.id').as('id')])
    .orderBy('tag.id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.folded, row.id]))
}
