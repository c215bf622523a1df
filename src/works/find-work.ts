import { sql } from 'kysely'
import { notFound } from '../errors.ts'
import { isModerator, type Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import type { Gates } from './gates.ts'
import { type Creator, listCreators } from './list-creators.ts'
import { accountOf, type Eyes, eyesOf, worksSeenBy } from './visibility.ts'

export type WorkState = 'draft' | 'held' | 'posted' | 'hidden'

/** A work as every page about it needs it. What of it may be shown is for `gateBefore` to say. */
export interface FoundWork {
  id: number
  title: string
  language: string
  summaryHtml: string
  notesHtml: string
  endNotesHtml: string
  rating: { name: string; slug: string; vocabularySlug: string } | null
  gates: Gates
  state: WorkState
  isComplete: boolean
  isRoundRobin: boolean
  /** Its authors let it be read here alone; see `canTakeAlong`. */
  isWithoutDownloads: boolean
  isWithoutReviews: boolean
  postedAt: number | null
  updatedAt: number
  /** When anything else about it changed last; 0: never. */
  changedAt: number
  wordCount: number
  chapterCount: number
  readCount: number
  downloadCount: number
  featured: 'now' | 'past' | null
  bannerUrl: string | null
  creators: Creator[]
  creatorAccountIds: number[]
  /** The viewer is one of its creators. */
  isCreator: boolean
  /** False where the viewer moderates some fandoms only, and the work is in none of them. */
  isInScope: boolean
  /** The viewer sees its drafts: a creator or a moderator. */
  seesDrafts: boolean
}

const findRow = prepare<{ id: number; accountId: number }, Eyes>()((db, param, eyes) =>
  worksSeenBy(db, eyes, param('accountId'))
    .leftJoin('tag as rating', 'rating.id', 'work.rating_id')
    .leftJoin('vocabulary', 'vocabulary.id', 'rating.vocabulary_id')
    .where('work.id', '=', param('id'))
    .selectAll('work')
    .select(eyes === 'moderator' ? inScopeOf(param('accountId')).as('in_scope') : sql<number>`1`.as('in_scope'))
    .select([
      'rating.name as rating_name',
      'rating.slug as rating_slug',
      'rating.members_only as rating_members_only',
      'rating.age_consent',
      'rating.warn_first',
      'rating.warning_text',
      'vocabulary.slug as vocabulary_slug',
    ]),
)

type Row = Awaited<ReturnType<typeof findRow>>[number]

/** Only moderators have scopes; one without any looks after the whole archive. */
function inScopeOf(accountId: number) {
  return sql<number>`case when exists (
      select 1 from moderator_scope scope join work_tag_expansion tagged on tagged.tag_id = scope.tag_id
      where scope.account_id = ${accountId} and tagged.work_id = work.id)
    or not exists (select 1 from moderator_scope where account_id = ${accountId}) then 1 else 0 end`
}

/** Refuses with not_found what the viewer may not know of. */
export async function findWork(db: Db, viewer: Viewer, workId: number): Promise<FoundWork> {
  const [rows, creators] = await Promise.all([
    findRow(db, { id: workId, accountId: accountOf(viewer) }, eyesOf(viewer)),
    listCreators(db, [workId]),
  ])
  if (!rows[0]) throw notFound('Work')
  return toWork(rows[0], creators.get(workId) ?? [], viewer)
}

function toWork(row: Row, creators: Creator[], viewer: Viewer): FoundWork {
  const creatorAccountIds = [...new Set(creators.map((creator) => creator.accountId))]
  const isCreator = viewer.kind === 'member' && creatorAccountIds.includes(viewer.accountId)
  return {
    id: row.id,
    title: row.title,
    language: row.language,
    summaryHtml: row.summary_html,
    notesHtml: row.notes_html,
    endNotesHtml: row.end_notes_html,
    rating: row.rating_name === null ? null : ratingOf(row),
    gates: gatesOf(row),
    state: stateOf(row),
    isComplete: row.complete === 1,
    isRoundRobin: row.round_robin === 1,
    isWithoutDownloads: row.downloads_on === 0,
    isWithoutReviews: row.reviews_on === 0,
    postedAt: row.posted_at,
    updatedAt: row.updated_at,
    changedAt: row.changed_at ?? 0,
    wordCount: row.word_count,
    chapterCount: row.chapter_count,
    readCount: row.read_count,
    downloadCount: row.download_count,
    featured: row.featured_at === null ? null : row.featured_until === null ? 'now' : 'past',
    bannerUrl: row.banner_url,
    creators,
    creatorAccountIds,
    isCreator,
    isInScope: row.in_scope === 1,
    seesDrafts: isCreator || isModerator(viewer),
  }
}

function ratingOf(row: Row) {
  return { name: row.rating_name!, slug: row.rating_slug!, vocabularySlug: row.vocabulary_slug! }
}

interface GateColumns {
  rating_id: number | null
  members_only: number
  rating_members_only: number | null
  age_consent: number | null
  warn_first: number | null
  warning_text: string | null
}

export function gatesOf(row: GateColumns): Gates {
  return {
    ratingId: row.rating_id,
    membersOnly: row.members_only === 1 || row.rating_members_only === 1,
    ageConsent: row.age_consent === 1,
    warnFirst: row.warn_first === 1,
    warningText: row.warning_text ?? '',
  }
}

export function stateOf(row: Pick<Row, 'posted_at' | 'held_at' | 'hidden_at'>): WorkState {
  if (row.hidden_at !== null) return 'hidden'
  if (row.posted_at !== null) return 'posted'
  return row.held_at === null ? 'draft' : 'held'
}
