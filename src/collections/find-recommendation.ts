import { notFound } from '../errors.ts'
import { isModerator, type Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { findKnownTags, type KnownTag } from '../tags/known-tags.ts'
import { gateBefore, type Gates } from '../works/gates.ts'
import { canEdit, canSeeHeld } from './permissions.ts'
import { listTagsOf } from './tags-of.ts'

/** A work that stands elsewhere, with what a reader says of it. */
export interface Recommendation {
  id: number
  title: string
  /** Who wrote it there. */
  authorName: string
  url: string
  summarySource: string
  /** Null: it waits behind the gate of its rating, as a work's would. */
  summaryHtml: string | null
  notesSource: string
  notesHtml: string | null
  ratingId: number | null
  rating: KnownTag | null
  gates: Gates
  isComplete: boolean
  isFeatured: boolean
  isHeld: boolean
  postedAt: number | null
  /** Who recommends it. */
  author: { name: string; slug: string } | null
  guestName: string
  accountId: number | null
  tags: KnownTag[]
  reviewCount: number
  mayEdit: boolean
}

/** Members-only ratings hide from guests what they rate, here as in every list. */
function recommendationsFor(db: Db, viewer: Viewer) {
  const all = db
    .selectFrom('recommendation')
    .leftJoin('pseud', 'pseud.id', 'recommendation.pseud_id')
    .leftJoin('tag as rated', 'rated.id', 'recommendation.rating_id')
    .where('recommendation.deleted_at', 'is', null)
  if (viewer.kind === 'member') return all
  return all.where((eb) => eb.or([eb('rated.id', 'is', null), eb('rated.members_only', '=', 0)]))
}

async function rowsOf(db: Db, viewer: Viewer, ids: readonly number[]): Promise<Recommendation[]> {
  if (ids.length === 0) return []
  const [rows, tags, reviews] = await Promise.all([
    selectRows(db, viewer, ids),
    listTagsOf(db, 'recommendation', ids),
    db
      .selectFrom('stray_review')
      .where('recommendation_id', 'in', [...ids])
      .where('parent_id', 'is', null)
      .where('deleted_at', 'is', null)
      .groupBy('recommendation_id')
      .select((eb) => ['recommendation_id as id', eb.fn.countAll<number>().as('count')])
      .execute(),
  ])
  const known = await findKnownTags(
    db,
    rows.flatMap((row) => row.rating_id ?? []),
  )
  const countOf = new Map(reviews.map(({ id, count }) => [id, count]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const more = { tags: tags.get(id) ?? [], reviewCount: countOf.get(id) ?? 0 }
    return [{ ...toRecommendation(row, viewer), ...more, rating: known.get(row.rating_id ?? 0) ?? null }]
  })
}

type Row = Awaited<ReturnType<typeof selectRows>>[number]

function selectRows(db: Db, viewer: Viewer, ids: readonly number[]) {
  return recommendationsFor(db, viewer)
    .where('recommendation.id', 'in', [...ids])
    .selectAll('recommendation')
    .select([
      'pseud.name',
      'pseud.slug',
      'pseud.account_id as accountId',
      'rated.members_only as membersOnly',
      'rated.age_consent as ageConsent',
      'rated.warn_first as warnFirst',
      'rated.warning_text as warningText',
    ])
    .execute()
}

function toRecommendation(row: Row, viewer: Viewer) {
  const gates = {
    ratingId: row.rating_id,
    membersOnly: row.membersOnly === 1,
    ageConsent: row.ageConsent === 1,
    warnFirst: row.warnFirst === 1,
    warningText: row.warningText ?? '',
  }
  const isOwn = viewer.kind === 'member' && viewer.accountId === row.accountId
  const gate = gateBefore(gates, viewer, isOwn)
  // A warning stands before a text; these are words about one.
  const isShown = gate === null || gate === 'warning'
  return {
    id: row.id,
    title: row.title,
    authorName: row.author_name,
    url: row.url,
    summarySource: row.summary_source,
    summaryHtml: isShown ? row.summary_html : null,
    notesSource: row.notes_source,
    notesHtml: isShown ? row.notes_html : null,
    ratingId: row.rating_id,
    gates,
    isComplete: row.complete === 1,
    isFeatured: row.featured_at !== null,
    isHeld: row.held_at !== null,
    postedAt: row.posted_at,
    author: row.name === null || row.slug === null ? null : { name: row.name, slug: row.slug },
    guestName: row.guest_name ?? '',
    accountId: row.accountId,
    mayEdit: canEdit(viewer, row),
  }
}

/** Refuses with not_found what is not there for the viewer. */
export async function findRecommendation(db: Db, viewer: Viewer, id: number): Promise<Recommendation> {
  const [found] = await rowsOf(db, viewer, [id])
  if (!found || (found.isHeld && !canSeeHeld(viewer, found))) throw notFound('Recommendation')
  return found
}

/** The latest first; what waits for a moderator is there for moderators only, before all others. */
export async function listRecommendations(db: Db, viewer: Viewer, paging: Paging): Promise<Paged<Recommendation>> {
  const all = recommendationsFor(db, viewer)
  const seen = isModerator(viewer) ? all : all.where('recommendation.held_at', 'is', null)
  const { total } = await seen.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const ids = await seen
    .select('recommendation.id')
    .orderBy((eb) => eb.case().when('recommendation.held_at', 'is', null).then(1).else(0).end())
    .orderBy('recommendation.created_at', 'desc')
    .orderBy('recommendation.id', 'desc')
    .limit(paging.perPage)
    .offset(offsetOf(paging))
    .execute()
  const rows = await rowsOf(
    db,
    viewer,
    ids.map(({ id }) => id),
  )
  return paged(rows, total, paging)
}

/** Whether a way leads to them at all. */
export async function hasRecommendations(db: Db): Promise<boolean> {
  const any = await db
    .selectFrom('recommendation')
    .where('deleted_at', 'is', null)
    .where('held_at', 'is', null)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return any !== undefined
}
