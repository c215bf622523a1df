import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { gatesOf } from './find-work.ts'
import { type Gate, gateBefore } from './gates.ts'
import { findLinks, type WorkLinks } from './kept-links.ts'
import type { Creator } from './list-creators.ts'
import type { TagLinks } from './list-tag-links.ts'
import { resolveTags, type WorkTag } from './list-work-tags.ts'
import { canTakeAlong } from './permissions.ts'
import { leastAudience } from './visibility.ts'

/** What a list shows of a work. */
export interface Blurb {
  id: number
  title: string
  language: string
  /** Null: it waits behind a gate. */
  summaryHtml: string | null
  ratingName: string | null
  isComplete: boolean
  isRoundRobin: boolean
  /** The viewer may take it along, as far as its authors are concerned. */
  mayTakeAlong: boolean
  wordCount: number
  chapterCount: number
  readCount: number
  reviewCount: number
  kudosCount: number
  postedAt: number | null
  /** When what it says of itself was changed; 0: never since it was posted. */
  changedAt: number
  updatedAt: number
  /** What stands before its text for this viewer. */
  gate: Gate | null
  creators: readonly Creator[]
  /** The same list again for the same tags, as far as they are kept. */
  tags: readonly WorkTag[]
}

const listRows = prepare<IdValues & { audience: number }, string>()((db, param, shape) =>
  db
    .selectFrom('work')
    .leftJoin('tag as rating', 'rating.id', 'work.rating_id')
    .where('work.id', 'in', idParams(param, shape))
    .where('work.audience', '>=', param('audience'))
    .select([
      'work.id',
      'work.title',
      'work.language',
      'work.summary_html',
      'work.complete',
      'work.round_robin',
      'work.downloads_on',
      'work.word_count',
      'work.chapter_count',
      'work.read_count',
      'work.review_count',
      'work.kudos_count',
      'work.posted_at',
      'work.changed_at',
      'work.updated_at',
      'work.rating_id',
      'work.members_only',
      'rating.name as rating_name',
      'rating.members_only as rating_members_only',
      'rating.age_consent',
      'rating.warn_first',
      'rating.warning_text',
    ]),
)

type Row = Awaited<ReturnType<typeof listRows>>[number]

/** In the order of the ids; leaves out what the viewer does not find in lists. At most 1000 ids. */
export async function listBlurbs(db: Db, viewer: Viewer, workIds: readonly number[]): Promise<Blurb[]> {
  if (workIds.length === 0) return []
  const { values, shape } = idValues(workIds)
  const [rows, links] = await Promise.all([
    listRows(db, { ...values, audience: leastAudience(viewer) }, shape),
    findLinks(db, workIds),
  ])
  const tags = await resolveTags(db, tagLinksOf(links))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return workIds.flatMap((id) => {
    const row = byId.get(id)
    const creators = links.get(id)?.creators ?? []
    return row ? [toBlurb(row, { creators, tags: tags.get(id) ?? NO_TAGS }, viewer)] : []
  })
}

/** The same list for all, so that what is made of it can be kept. */
const NO_TAGS: readonly WorkTag[] = []

function tagLinksOf(links: ReadonlyMap<number, WorkLinks>): Map<number, TagLinks> {
  const found = new Map<number, TagLinks>()
  for (const [id, { tags }] of links) if (tags !== null) found.set(id, tags)
  return found
}

function toBlurb(row: Row, more: Pick<Blurb, 'creators' | 'tags'>, viewer: Viewer): Blurb {
  const isCreator = viewer.kind === 'member' && more.creators.some(({ accountId }) => accountId === viewer.accountId)
  const gate = gateBefore(gatesOf(row), viewer, isCreator)
  return {
    id: row.id,
    title: row.title,
    language: row.language,
    // A warning stands before the text alone: lists show the summary.
    summaryHtml: gate === null || gate === 'warning' ? row.summary_html : null,
    ratingName: row.rating_name,
    isComplete: row.complete === 1,
    isRoundRobin: row.round_robin === 1,
    mayTakeAlong: canTakeAlong({ isCreator, isWithoutDownloads: row.downloads_on === 0 }),
    wordCount: row.word_count,
    chapterCount: row.chapter_count,
    readCount: row.read_count,
    reviewCount: row.review_count,
    kudosCount: row.kudos_count,
    postedAt: row.posted_at,
    changedAt: row.changed_at ?? 0,
    updatedAt: row.updated_at,
    gate,
    ...more,
  }
}
