// What an act changes, before anything is written: a preview counts it, carrying out writes it, undoing turns it round.
import type { Db } from '../../store/database.ts'
import { type Edges, readEdges } from './graph.ts'

export type Values = Readonly<Record<string, string | number | null>>

/** Tables that acts change, each with the columns that name a row. */
export const PLACES = {
  tag: ['id'],
  tag_parent: ['tag_id', 'parent_id'],
  tag_scope: ['tag_id', 'fandom_id'],
  tag_meaning: ['tag_id', 'meaning_id'],
  tag_address: ['vocabulary_id', 'slug'],
  moderator_scope: ['account_id', 'tag_id'],
  subscription: ['id'],
  hiding: ['id'],
  series_tag: ['series_id', 'tag_id'],
  challenge_tag: ['challenge_id', 'tag_id'],
  recommendation_tag: ['recommendation_id', 'tag_id'],
} as const
export type Place = keyof typeof PLACES

/** Null: there is no such row. Of a row that stays, only the columns that change. */
export interface RowChange {
  place: Place
  key: Values
  before: Values | null
  after: Values | null
}

/** Works that get one tag in place of another. */
export interface Move {
  fromId: number
  toId: number
  works: 'all' | readonly number[]
}

export const ACT_KINDS = [
  'synonym',
  'merge',
  'free',
  'parents',
  'scope',
  'rename',
  'meanings',
  'split',
  'description',
  'marks',
] as const
export type ActKind = (typeof ACT_KINDS)[number]

export interface Plan {
  kind: ActKind
  /** The tags that the act is about, for their histories and for rights. */
  subjects: readonly number[]
  /** For the log: names as they were. */
  detail: Readonly<Record<string, unknown>>
  rows: readonly RowChange[]
  moves: readonly Move[]
}

/** Collects changes of rows; of several to one row what remains in the end. */
export class Draft {
  readonly #changes = new Map<string, RowChange>()

  /** `before` holds the same columns as `after`, as they are now. */
  update(place: Place, key: Values, before: Values, after: Values): void {
    const earlier = this.#changes.get(nameOf(place, key))
    const all = { before: { ...before, ...earlier?.before }, after: { ...earlier?.after, ...after } }
    const differing = Object.keys(all.after).filter((column) => all.before[column] !== all.after[column])
    const pick = (values: Record<string, string | number | null>) =>
      Object.fromEntries(differing.map((column) => [column, values[column]!]))
    this.#changes.delete(nameOf(place, key))
    if (differing.length > 0)
      this.#changes.set(nameOf(place, key), { place, key, before: pick(all.before), after: pick(all.after) })
  }

  /** The row is not there. */
  insert(place: Place, key: Values, row: Values = {}): void {
    const earlier = this.#changes.get(nameOf(place, key))
    if (earlier?.before) this.#changes.delete(nameOf(place, key))
    else this.#changes.set(nameOf(place, key), { place, key, before: null, after: row })
  }

  /** `row` holds the other columns as they are. */
  remove(place: Place, key: Values, row: Values = {}): void {
    const earlier = this.#changes.get(nameOf(place, key))
    if (earlier && earlier.before === null) this.#changes.delete(nameOf(place, key))
    else this.#changes.set(nameOf(place, key), { place, key, before: row, after: null })
  }

  rows(): RowChange[] {
    return [...this.#changes.values()]
  }
}

/** The same for two changes of one row. */
export function nameOf(place: Place, key: Values): string {
  return `${place} ${PLACES[place].map((column) => key[column]).join(' ')}`
}

/** The tags of which the changes alter what they stand for, with what they stand for afterwards. */
export async function edgesAfter(db: Db, rows: readonly RowChange[]): Promise<Map<number, Edges>> {
  const ids = [...new Set(rows.flatMap(changedSource))]
  const now = await readEdges(db, ids)
  const after = new Map(ids.map((id) => [id, now.get(id) ?? { canonicalId: null, parentIds: [] }]))
  for (const row of rows) {
    for (const id of changedSource(row)) after.set(id, changed(after.get(id)!, row))
  }
  return after
}

export function changedSource({ place, key, after }: RowChange): number[] {
  if (place === 'tag_parent') return [Number(key.tag_id)]
  return place === 'tag' && after && 'canonical_id' in after ? [Number(key.id)] : []
}

function changed(edges: Edges, { place, key, after }: RowChange): Edges {
  if (place === 'tag') return { ...edges, canonicalId: after!.canonical_id as number | null }
  const parentId = Number(key.parent_id)
  const others = edges.parentIds.filter((id) => id !== parentId)
  return { ...edges, parentIds: after ? [...others, parentId] : others }
}
