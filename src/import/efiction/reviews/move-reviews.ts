import type { Db } from '../../../store/database.ts'
import { padded } from '../../../store/in-list.ts'
import type { StorableText } from '../../../store/text-bytes.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { AMEND_REVIEWS, type ReviewDrafts } from './amend-reviews.ts'
import { drafting } from '../prepare/drafting.ts'
import { NeighbourDates } from '../works/neighbour-dates.ts'
import { readScoring } from './read-scoring.ts'
import { type ReviewDraft, REVIEW_TEXTS, isReply } from './to-review.ts'
import { type Stray, releaseStrays, writeStrays } from './write-strays.ts'

interface Numbered {
  id: string
  draft: ReviewDraft<StorableText>
  place: Place
  createdAt: number
}

interface Reply extends Numbered {
  /** The old number of the review. */
  answers: string | null
}

interface Place {
  workId: number | null
  chapterId: number | null
  seriesId: number | null
}

/**
 * Reviews, and the responses of authors that stood inside them. Needs works, chapters, series and recommendations; what
 * is about none of them is kept as a stray.
 */
export async function moveReviews(move: Move): Promise<void> {
  const scoring = readScoring(move)
  const dates = new NeighbourDates(move, { table: 'reviews', order: 'reviewid', columns: ['date'] })
  const task = { kind: 'reviews', scoring, zone: move.zone } as const
  await moveRows<ReviewDrafts>(move, {
    table: 'reviews',
    legacy: 'review',
    phase: 'reviews',
    order: ['reviewid'],
    each: (row) => dates.take(row),
    ...drafting(move, task),
    write: (db, rows, drafts) => writeAll(move, db, rows, { drafts, dateOf: (row) => dates.of(row) }),
    amend: AMEND_REVIEWS,
  })
}

interface Writing {
  drafts: ReviewDrafts
  dateOf: (row: Row) => number
}

async function writeAll(move: Move, db: Db, rows: readonly OldRow[], { drafts, dateOf }: Writing) {
  const placeOf = await findPlaces(move, db, rows)
  const placed: Reply[] = []
  const strays: Stray[] = []
  for (const { id, row } of rows) {
    const place = placeOf({ id, row })
    const answers = isReply(row) ? String(row.integer('source_review_id')) : null
    const review = { id, answers, draft: drafts.get(id)!, createdAt: dateOf(row) }
    if (place) placed.push({ ...review, place })
    else strays.push({ ...review, type: typeOf(row), item: itemOf(row) })
  }
  await writeStrays(move, db, strays)
  const deleted = await releaseStrays(
    move,
    db,
    placed.map(({ id }) => id),
  )
  for (const id of deleted) move.ledger.except('reviews', id, 'dropped', 'was deleted here while it had no work')
  const left = placed.filter(({ id }) => !deleted.has(id))
  const reviews = await writeReviews(
    move,
    db,
    left.filter(({ answers }) => answers === null),
  )
  const replies = await writeReplies(
    move,
    db,
    left.filter(({ answers }) => answers !== null),
    reviews,
  )
  return new Map([...reviews, ...replies])
}

/** Sites before 3.0 had a column for each kind of thing. */
function typeOf(row: Row): string {
  return row.text('type').trim().toUpperCase() || (row.integer('seriesid') > 0 ? 'SE' : 'ST')
}

function itemOf(row: Row): number {
  if (row.has('item')) return row.integer('item')
  return row.integer('seriesid') > 0 ? row.integer('seriesid') : row.integer(row.has('psid') ? 'psid' : 'sid')
}

async function findPlaces(move: Move, db: Db, rows: readonly OldRow[]): Promise<(old: OldRow) => Place | null> {
  const numbers = (column: string) => rows.map(({ row }) => row.integer(column))
  const works = await move.legacy.find(db, 'story', numbers('item'))
  const ofSeries = rows.filter(({ row }) => typeOf(row) === 'SE')
  const series = await move.legacy.find(
    db,
    'series',
    ofSeries.map(({ row }) => row.integer('item')),
  )
  const chapters = await move.legacy.find(db, 'chapter', numbers('chapid'))
  const workOf = await worksOfChapters(db, [...chapters.values()])
  return ({ id, row }) => {
    const [type, item, chapid] = [typeOf(row), itemOf(row), row.integer('chapid')]
    const chapterId = chapters.get(String(chapid)) ?? null
    if (type === 'SE' && series.has(String(item))) {
      return { workId: null, chapterId: null, seriesId: series.get(String(item))! }
    }
    const workId = works.get(String(item)) ?? (chapterId === null ? undefined : workOf.get(chapterId))
    if (type !== 'ST' || workId === undefined) return null
    const isOfWork = chapterId !== null && workOf.get(chapterId) === workId
    if (chapid > 0 && !isOfWork)
      move.ledger.remark('reviews', id, `chapter ${chapid} is gone; now about the whole work`)
    return { workId, chapterId: isOfWork ? chapterId : null, seriesId: null }
  }
}

async function worksOfChapters(db: Db, chapterIds: readonly number[]): Promise<Map<number, number>> {
  if (chapterIds.length === 0) return new Map()
  const chapters = await db
    .selectFrom('chapter')
    .select(['id', 'work_id'])
    .where('id', 'in', padded(chapterIds))
    .execute()
  return new Map(chapters.map((chapter) => [chapter.id, chapter.work_id]))
}

async function writeReviews(move: Move, db: Db, reviews: readonly Numbered[]): Promise<Map<string, number>> {
  const pseuds = await move.legacy.find(
    db,
    'member',
    reviews.flatMap(({ draft }) => (draft.uid > 0 ? [draft.uid] : [])),
  )
  const rows = reviews.map((review) => toRow(review, pseuds.get(String(review.draft.uid)) ?? null))
  const reviewIds = await insertAll(db, 'review', rows, REVIEW_TEXTS)
  await writeResponses(move, db, reviews, reviewIds)
  for (const { id, draft } of reviews) {
    if (draft.uid > 0 && !pseuds.has(String(draft.uid))) {
      move.ledger.remark(
        'reviews',
        id,
        `member ${draft.uid} is gone; now a guest's, under the name "${draft.reviewer}"`,
      )
    }
    for (const each of draft.remarks) move.ledger.remark('reviews', id, each)
  }
  return new Map(reviews.map(({ id }, index) => [id, reviewIds[index]!]))
}

function toRow({ draft, place, createdAt }: Numbered, pseudId: number | null) {
  return {
    work_id: place.workId,
    chapter_id: place.chapterId,
    series_id: place.seriesId,
    parent_id: null,
    pseud_id: pseudId,
    guest_name: pseudId === null ? draft.reviewer || 'Anonymous' : null,
    body_source: draft.body.source,
    body_html: draft.body.html,
    score: draft.score,
    score_scale: draft.scoreScale,
    posted_at: draft.postedAt,
    edited_at: null,
    hidden_at: null,
    deleted_at: null,
    created_at: createdAt,
  }
}

/** Answers that have rows of their own hang on the review, even where one answers another. */
async function writeReplies(move: Move, db: Db, replies: readonly Reply[], written: ReadonlyMap<string, number>) {
  const known = await move.legacy.find(
    db,
    'review',
    replies.map(({ answers }) => answers ?? ''),
  )
  const added = new Map(written)
  for (const reply of replies) {
    const answered = added.get(reply.answers ?? '') ?? known.get(reply.answers ?? '')
    if (answered === undefined) move.ledger.remark('reviews', reply.id, `answers ${reply.answers}, which is not there`)
    const [[, reviewId] = []] = await writeReviews(move, db, [reply])
    added.set(reply.id, reviewId!)
    if (answered === undefined) continue
    const { parent_id } = await db
      .selectFrom('review')
      .where('id', '=', answered)
      .select('parent_id')
      .executeTakeFirstOrThrow()
    const parentId = parent_id ?? answered
    await db.updateTable('review').set({ parent_id: parentId }).where('id', '=', reviewId!).execute()
  }
  return added
}

/** Nothing tells who answered, nor when: the first author of the work, or the owner of the series, is assumed. */
async function writeResponses(move: Move, db: Db, reviews: readonly Numbered[], reviewIds: readonly number[]) {
  const answered = reviews.flatMap((review, index) =>
    review.draft.response ? [{ ...review, response: review.draft.response, parentId: reviewIds[index]! }] : [],
  )
  const authorOf = await findAuthors(
    db,
    answered.map(({ place }) => place),
  )
  const rows = answered.map(({ response, parentId, place, draft, createdAt }) => ({
    ...toRow({ id: '', draft: { ...draft, body: response, score: null, scoreScale: null }, place, createdAt }, null),
    parent_id: parentId,
    pseud_id: authorOf(place),
    guest_name: authorOf(place) === null ? 'Author' : null,
    posted_at: null,
  }))
  await insertAll(db, 'review', rows, REVIEW_TEXTS)
  move.ledger.responses += rows.length
}

async function findAuthors(db: Db, places: readonly Place[]): Promise<(place: Place) => number | null> {
  const workIds = [...new Set(places.flatMap(({ workId }) => workId ?? []))]
  const seriesIds = [...new Set(places.flatMap(({ seriesId }) => seriesId ?? []))]
  const creators = workIds.length
    ? await db
        .selectFrom('creator')
        .select(['work_id', 'pseud_id'])
        .where('work_id', 'in', workIds)
        .orderBy('position', 'desc')
        .execute()
    : []
  const owners = seriesIds.length
    ? await db.selectFrom('series').select(['id', 'pseud_id']).where('id', 'in', seriesIds).execute()
    : []
  const ofWork = new Map(creators.map((creator) => [creator.work_id, creator.pseud_id]))
  const ofSeries = new Map(owners.map((owner) => [owner.id, owner.pseud_id]))
  return ({ workId, seriesId }) => (workId === null ? ofSeries.get(seriesId ?? 0) : ofWork.get(workId)) ?? null
}
