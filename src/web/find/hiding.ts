// What lists do with what a member hides: leave it out, say how much and why, and show it this time when asked.
import { sql } from 'kysely'
import { findHidden } from '../../reading/hiding/find-hidden.ts'
import { type Hidden, hidesAnything, NOTHING_HIDDEN } from '../../reading/hiding/hidden.ts'
import { listReasons } from '../../reading/hiding/list-reasons.ts'
import type { Viewer } from '../../people/viewer.ts'
import type { Finder } from '../../search/finder.ts'
import type { Answer, HiddenCounts, Question } from '../../search/question.ts'
import type { Db } from '../../store/database.ts'
import { prepare } from '../../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../../store/prepared-ids.ts'
import type { C } from '../respond.ts'
import type { BlurbProps } from '../ui/blurb.ts'

/** In an address: what is hidden is shown this time, each work with the reason. */
export const SHOWN_ONCE = { name: 'hidden', value: 'shown' } as const

export interface Hiding {
  /** For the question. */
  hidden: Hidden
  /** The same, whether it is shown this time or not. */
  all: Hidden
  isShownOnce: boolean
}

export const NO_HIDING: Hiding = { hidden: NOTHING_HIDDEN, all: NOTHING_HIDDEN, isShownOnce: false }

/** What the viewer's lists leave out; one query for members, none for guests. */
export async function findHiding(db: Db, c: C): Promise<Hiding> {
  const all = await findHidden(db, c.get('viewer'))
  const isShownOnce = c.req.query(SHOWN_ONCE.name) === SHOWN_ONCE.value && hidesAnything(all)
  return { hidden: isShownOnce ? NOTHING_HIDDEN : all, all, isShownOnce }
}

/** Where hidden works are shown, why each of them is hidden; one query then, else none. */
export async function withReasons(
  db: Db,
  viewer: Viewer,
  works: readonly BlurbProps[],
  { isShownOnce }: Pick<Hiding, 'isShownOnce'>,
): Promise<BlurbProps[]> {
  if (!isShownOnce) return [...works]
  const reasonsOf = await listReasons(
    db,
    viewer,
    works.map(({ id }) => id),
  )
  return works.map((work) => ({ ...work, hiddenBy: reasonsOf(work) }))
}

export interface HiddenReason {
  kind: 'author' | 'tag'
  name: string
  slug: string
  vocabularySlug: string
  count: number
}

/** What a list says of the works that it hides. */
export interface HiddenPart {
  /** All that the viewer hides, here or elsewhere. */
  all: Hidden
  count: number
  isShownOnce: boolean
  works: number
  languages: number
  /** Authors and tags, those that hide most first. */
  reasons: readonly HiddenReason[]
  /** How many more of them there are. */
  others: number
}

const MOST_NAMED = 6

/** For the line about hidden works; two queries where there are any, else none. */
export async function findHiddenPart(
  { db, finder }: { db: Db; finder: Finder },
  question: Question,
  { hiddenCount: count }: Pick<Answer, 'hiddenCount'>,
  { isShownOnce, all }: Pick<Hiding, 'isShownOnce' | 'all'>,
): Promise<HiddenPart> {
  const counts = count === 0 ? null : await finder.ifInTime(finder.countHidden(question))
  if (counts === null) return { all, count, isShownOnce, works: 0, languages: 0, reasons: [], others: 0 }
  const named = await nameReasons(db, counts)
  const others = counts.pseuds.size + counts.tags.size - named.length
  return { all, count, isShownOnce, works: counts.works, languages: counts.languages, reasons: named, others }
}

async function nameReasons(db: Db, { pseuds, tags }: HiddenCounts): Promise<HiddenReason[]> {
  const all = [
    ...[...tags].map(([id, count]) => ({ kind: 'tag' as const, id, count })),
    ...[...pseuds].map(([id, count]) => ({ kind: 'author' as const, id, count })),
  ]
  const most = all.toSorted((one, other) => other.count - one.count || one.id - other.id).slice(0, MOST_NAMED)
  if (most.length === 0) return []
  const { values, shape } = idValues(most.map(({ id }) => id))
  const names = await listNames(db, values, shape)
  return most.flatMap(({ kind, id, count }) => {
    const found = names.find((row) => row.kind === kind && row.id === id)
    return found ? [{ kind, name: found.name, slug: found.slug, vocabularySlug: found.vocabularySlug, count }] : []
  })
}

const listNames = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tag.id', 'in', idParams(param, shape))
    .select([
      sql<HiddenReason['kind']>`'tag'`.as('kind'),
      'tag.id',
      'tag.name',
      'tag.slug',
      'vocabulary.slug as vocabularySlug',
    ])
    .unionAll(
      db
        .selectFrom('pseud')
        .where('pseud.id', 'in', idParams(param, shape))
        .select([
          sql<HiddenReason['kind']>`'author'`.as('kind'),
          'pseud.id',
          'pseud.name',
          'pseud.slug',
          sql<string>`''`.as('vocabularySlug'),
        ]),
    ),
)
