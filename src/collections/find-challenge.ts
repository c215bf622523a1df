import { notFound } from '../errors.ts'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'
import type { KnownTag } from '../tags/known-tags.ts'
import { leastAudience } from '../works/visibility.ts'
import { canEdit } from './permissions.ts'
import { listTagsOf } from './tags-of.ts'

export interface Challenge {
  id: number
  title: string
  summarySource: string
  summaryHtml: string
  author: { name: string; slug: string } | null
  /** Where there is no author: what a guest signed with, often empty. */
  guestName: string
  accountId: number | null
  postedAt: number | null
  /** Answers that this viewer finds. */
  answerCount: number
  tags: KnownTag[]
  mayEdit: boolean
}

const COLUMNS = [
  'challenge.id',
  'challenge.title',
  'challenge.summary_source as summarySource',
  'challenge.summary_html as summaryHtml',
  'challenge.guest_name as guestName',
  'challenge.posted_at as postedAt',
  'pseud.name',
  'pseud.slug',
  'pseud.account_id as accountId',
] as const

function challenges(db: Db) {
  return db
    .selectFrom('challenge')
    .leftJoin('pseud', 'pseud.id', 'challenge.pseud_id')
    .where('challenge.deleted_at', 'is', null)
}

/** Answers as the viewer finds them in lists (works/visibility.ts). */
export function answersSeenBy(db: Db, viewer: Viewer) {
  return db
    .selectFrom('challenge_answer as answer')
    .leftJoin('work', 'work.id', 'answer.work_id')
    .leftJoin('series', 'series.id', 'answer.series_id')
    .where((eb) =>
      eb.or([
        eb('work.audience', '>=', leastAudience(viewer)),
        eb.and([eb('series.id', 'is not', null), eb('series.hidden_at', 'is', null)]),
      ]),
    )
}

async function rowsOf(db: Db, viewer: Viewer, ids: readonly number[]): Promise<Challenge[]> {
  if (ids.length === 0) return []
  const [rows, counts, tags] = await Promise.all([
    challenges(db)
      .where('challenge.id', 'in', [...ids])
      .select(COLUMNS)
      .execute(),
    answersSeenBy(db, viewer)
      .where('answer.challenge_id', 'in', [...ids])
      .groupBy('answer.challenge_id')
      .select((eb) => ['answer.challenge_id as id', eb.fn.countAll<number>().as('count')])
      .execute(),
    listTagsOf(db, 'challenge', ids),
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const countOf = new Map(counts.map(({ id, count }) => [id, count]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { name, slug, guestName, ...challenge } = row
    const author = name === null || slug === null ? null : { name, slug }
    const more = { answerCount: countOf.get(id) ?? 0, tags: tags.get(id) ?? [], mayEdit: canEdit(viewer, row) }
    return [{ ...challenge, author, guestName: guestName ?? '', ...more }]
  })
}

/** Refuses with not_found. */
export async function findChallenge(db: Db, viewer: Viewer, challengeId: number): Promise<Challenge> {
  const [challenge] = await rowsOf(db, viewer, [challengeId])
  if (!challenge) throw notFound('Challenge')
  return challenge
}

/** The latest first. */
export async function listChallenges(db: Db, viewer: Viewer, paging: Paging): Promise<Paged<Challenge>> {
  const all = db.selectFrom('challenge').where('deleted_at', 'is', null)
  const { total } = await all.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const ids = await all
    .select('id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
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

const ofWork = prepare<{ workId: number }>()((db, param) =>
  db
    .selectFrom('challenge_answer as answer')
    .innerJoin('challenge', 'challenge.id', 'answer.challenge_id')
    .where('answer.work_id', '=', param('workId'))
    .where('challenge.deleted_at', 'is', null)
    .select(['challenge.id', 'challenge.title'])
    .orderBy('challenge.id')
    .limit(whole(50)),
)

/** What a work answers; to be shown behind its door and gates. */
export async function listChallengesOfWork(db: Db, workId: number): Promise<Array<{ id: number; title: string }>> {
  return ofWork(db, { workId })
}
