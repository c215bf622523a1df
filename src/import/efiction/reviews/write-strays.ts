// Reviews that find neither a work nor a series: of recommendations, of what was gone already, of modules' own things.
import type { Db } from '../../../store/database.ts'
import type { StorableText } from '../../../store/text-bytes.ts'
import { insertAll } from '../legacy.ts'
import type { Move } from '../moving.ts'
import { type ReviewDraft, REVIEW_TEXTS } from './to-review.ts'

export interface Stray {
  id: string
  draft: ReviewDraft<StorableText>
  createdAt: number
  /** As the row has it. */
  type: string
  item: number
  /** Where it is an answer with a row of its own: the old number of the review. */
  answers: string | null
}

const ABOUT: Readonly<Record<string, string>> = { ST: 'work', SE: 'series', RC: 'recommendation' }

/** Keeps them with what they were about. Those that an earlier run kept are counted, and left as they are. */
export async function writeStrays(move: Move, db: Db, strays: readonly Stray[]): Promise<void> {
  const known = await move.legacy.find(
    db,
    'stray_review',
    strays.map(({ id }) => id),
  )
  const fresh = strays.filter(({ id }) => !known.has(id))
  const recommendations = await move.legacy.find(
    db,
    'recommendation',
    strays.filter(({ type }) => type === 'RC').map(({ item }) => item),
  )
  const pseuds = await move.legacy.find(
    db,
    'member',
    fresh.flatMap(({ draft }) => (draft.uid > 0 ? [draft.uid] : [])),
  )
  const rows = fresh.map((stray) => {
    const recommendationId = stray.type === 'RC' ? (recommendations.get(String(stray.item)) ?? null) : null
    return toRow(stray, pseuds.get(String(stray.draft.uid)) ?? null, recommendationId)
  })
  const ids = await insertAll(db, 'stray_review', rows, REVIEW_TEXTS)
  await move.legacy.record(
    db,
    'stray_review',
    fresh.map(({ id }, index) => ({ oldId: id, newId: ids[index]!, fingerprint: null })),
  )
  await writeResponses(move, db, fresh, ids)
  await hangAnswers(move, db, fresh)
  await findRecommendations(move, db, strays, recommendations)
  for (const { id, type, item, draft } of strays) {
    const what = ABOUT[type] ? `${ABOUT[type]} ${item}` : `thing of kind "${type}" ${item}`
    const isPlaced = type === 'RC' && recommendations.has(String(item))
    const why = isPlaced
      ? 'is about a recommendation'
      : `it is about ${what}, which the archive does not have; kept among the reviews without a work`
    move.ledger.except('reviews', id, isPlaced ? (known.has(id) ? 'unchanged' : 'imported') : 'kept aside', why)
    if (!known.has(id)) for (const each of draft.remarks) move.ledger.remark('reviews', id, each)
  }
}

function toRow({ draft, createdAt, type, item }: Stray, pseudId: number | null, recommendationId: number | null) {
  return {
    recommendation_id: recommendationId,
    about: ABOUT[type] ?? type.slice(0, 20),
    about_number: item,
    parent_id: null as number | null,
    pseud_id: pseudId,
    guest_name: pseudId === null ? draft.reviewer || 'Anonymous' : null,
    body_source: draft.body.source,
    body_html: draft.body.html,
    score: draft.score,
    score_scale: draft.scoreScale,
    posted_at: draft.postedAt,
    deleted_at: null,
    created_at: createdAt,
  }
}

/** Who answered is not known where the thing is gone. */
async function writeResponses(move: Move, db: Db, strays: readonly Stray[], ids: readonly number[]): Promise<void> {
  const rows = strays.flatMap((stray, index) => {
    const { response } = stray.draft
    if (!response) return []
    const draft = { ...stray.draft, body: response, score: null, scoreScale: null, postedAt: null, reviewer: 'Author' }
    return [{ ...toRow({ ...stray, draft }, null, null), parent_id: ids[index]! }]
  })
  await insertAll(db, 'stray_review', rows, REVIEW_TEXTS)
  move.ledger.responses += rows.length
}

/** Answers that have rows of their own. */
async function hangAnswers(move: Move, db: Db, strays: readonly Stray[]): Promise<void> {
  const answers = strays.filter(({ answers }) => answers !== null)
  if (answers.length === 0) return
  const known = await move.legacy.find(
    db,
    'stray_review',
    answers.flatMap(({ id, answers }) => [id, answers!]),
  )
  for (const { id, answers: answered } of answers) {
    const [own, parent] = [known.get(id), known.get(answered!)]
    if (own === undefined || parent === undefined || own === parent) continue
    const { parent_id } = await db
      .selectFrom('stray_review')
      .where('id', '=', parent)
      .select('parent_id')
      .executeTakeFirstOrThrow()
    await db
      .updateTable('stray_review')
      .set({ parent_id: parent_id ?? parent })
      .where('id', '=', own)
      .execute()
  }
}

/** A recommendation that came with a later dump takes its reviews. */
async function findRecommendations(
  move: Move,
  db: Db,
  strays: readonly Stray[],
  recommendations: ReadonlyMap<string, number>,
): Promise<void> {
  const placed = strays.filter(({ type, item }) => type === 'RC' && recommendations.has(String(item)))
  const ids = await move.legacy.find(
    db,
    'stray_review',
    placed.map(({ id }) => id),
  )
  for (const { id, item } of placed) {
    await db
      .updateTable('stray_review')
      .set({ recommendation_id: recommendations.get(String(item))! })
      .where('id', '=', ids.get(id)!)
      .where('recommendation_id', 'is', null)
      .execute()
  }
}

/**
 * Of rows whose subject is here now: those that an earlier run kept without one, and that nobody has deleted since,
 * make room for the review itself. Returns the rows that were deleted here and stay so.
 */
export async function releaseStrays(move: Move, db: Db, ids: readonly string[]): Promise<Set<string>> {
  const known = await move.legacy.find(db, 'stray_review', ids)
  if (known.size === 0) return new Set()
  const deleted = await db
    .selectFrom('stray_review')
    .where('id', 'in', [...known.values()])
    .where('deleted_at', 'is not', null)
    .select('id')
    .execute()
  const gone = new Set(deleted.map(({ id }) => id))
  const free = [...known.values()].filter((id) => !gone.has(id))
  if (free.length > 0) await db.deleteFrom('stray_review').where('id', 'in', free).execute()
  return new Set([...known].filter(([, newId]) => gone.has(newId)).map(([oldId]) => oldId))
}
