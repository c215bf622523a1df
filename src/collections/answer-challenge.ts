import { notAllowed, notFound } from '../errors.ts'
import type { Member, Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { findSeries } from '../works/find-series.ts'
import { findWork } from '../works/find-work.ts'
import { answersSeenBy, findChallenge } from './find-challenge.ts'
import { canTakeAnswerOut } from './permissions.ts'

export type Answer = { kind: 'work'; workId: number } | { kind: 'series'; seriesId: number }

/** Answers with one's own posted work or series; twice is harmless. Refuses with not_found and not_allowed. */
export async function answerChallenge(
  db: Db,
  member: Member,
  challengeId: number,
  answer: Answer,
  now: number,
): Promise<void> {
  await findChallenge(db, member, challengeId)
  if (!(await isCreatorOf(db, member, answer))) throw notAllowed('Challenges are answered with works of one’s own.')
  await db
    .insertInto('challenge_answer')
    .values({ challenge_id: challengeId, ...columnsOf(answer), created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Harmless where it is no answer. */
export async function takeAnswerOut(db: Db, member: Member, challengeId: number, answer: Answer): Promise<void> {
  const challenge = await findChallenge(db, member, challengeId)
  const isCreator = await isCreatorOf(db, member, answer)
  if (!canTakeAnswerOut(member, challenge, isCreator)) throw notAllowed('This answer is not yours to take out.')
  const [column, id] =
    answer.kind === 'work' ? (['work_id', answer.workId] as const) : (['series_id', answer.seriesId] as const)
  await db.deleteFrom('challenge_answer').where('challenge_id', '=', challengeId).where(column, '=', id).execute()
}

function columnsOf(answer: Answer) {
  return answer.kind === 'work'
    ? { work_id: answer.workId, series_id: null }
    : { work_id: null, series_id: answer.seriesId }
}

async function isCreatorOf(db: Db, member: Member, answer: Answer): Promise<boolean> {
  if (answer.kind === 'series') {
    const { author } = await findSeries(db, member, answer.seriesId)
    return author?.accountId === member.accountId
  }
  const work = await findWork(db, member, answer.workId)
  if (work.state !== 'posted' && !work.isCreator) throw notFound('Work')
  return work.isCreator
}

/** The works that answer it, as the viewer finds them: ids, the latest answers first. */
export async function listAnsweringWorks(
  db: Db,
  viewer: Viewer,
  challengeId: number,
  paging: Paging,
): Promise<Paged<number>> {
  const works = answersSeenBy(db, viewer)
    .where('answer.challenge_id', '=', challengeId)
    .where('answer.work_id', 'is not', null)
  const { total } = await works.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await works
    .select('answer.work_id as id')
    .orderBy('answer.id', 'desc')
    .limit(paging.perPage)
    .offset(offsetOf(paging))
    .execute()
  return paged(
    rows.flatMap(({ id }) => id ?? []),
    total,
    paging,
  )
}

export interface AnsweringSeries {
  id: number
  title: string
  author: { name: string; slug: string } | null
}

const MOST_SERIES = 200

export async function listAnsweringSeries(db: Db, viewer: Viewer, challengeId: number): Promise<AnsweringSeries[]> {
  const rows = await answersSeenBy(db, viewer)
    .where('answer.challenge_id', '=', challengeId)
    .where('answer.series_id', 'is not', null)
    .leftJoin('pseud', 'pseud.id', 'series.pseud_id')
    .select((eb) => [
      eb.ref('series.id').$notNull().as('id'),
      eb.ref('series.title').$notNull().as('title'),
      'pseud.name',
      'pseud.slug',
    ])
    .orderBy('answer.id', 'desc')
    .limit(MOST_SERIES)
    .execute()
  return rows.map(({ id, title, name, slug }) => ({
    id,
    title,
    author: name === null || slug === null ? null : { name, slug },
  }))
}

export interface OwnAnswer {
  kind: 'work' | 'series'
  id: number
  title: string
}

const MOST_CHOICES = 500

/** The member's posted works and their series, for the form: those that answer it already and those that could. */
export async function listOwnAnswers(
  db: Db,
  member: Member,
  challengeId: number,
): Promise<Array<OwnAnswer & { isAnswer: boolean }>> {
  const [works, series] = await Promise.all([
    db
      .selectFrom('work')
      .where('work.audience', '>', 0)
      .where('work.id', 'in', (eb) =>
        eb
          .selectFrom('creator')
          .innerJoin('pseud', 'pseud.id', 'creator.pseud_id')
          .where('pseud.account_id', '=', member.accountId)
          .select('creator.work_id'),
      )
      .leftJoin('challenge_answer as answer', (join) =>
        join.onRef('answer.work_id', '=', 'work.id').on('answer.challenge_id', '=', challengeId),
      )
      .select(['work.id', 'work.title', 'answer.id as answerId'])
      .orderBy('work.sort_title')
      .limit(MOST_CHOICES)
      .execute(),
    db
      .selectFrom('series')
      .innerJoin('pseud', 'pseud.id', 'series.pseud_id')
      .where('pseud.account_id', '=', member.accountId)
      .where('series.hidden_at', 'is', null)
      .leftJoin('challenge_answer as answer', (join) =>
        join.onRef('answer.series_id', '=', 'series.id').on('answer.challenge_id', '=', challengeId),
      )
      .select(['series.id', 'series.title', 'answer.id as answerId'])
      .orderBy('series.sort_title')
      .limit(MOST_CHOICES)
      .execute(),
  ])
  const toAnswer = (kind: OwnAnswer['kind']) => (row: { id: number; title: string; answerId: number | null }) => ({
    kind,
    id: row.id,
    title: row.title,
    isAnswer: row.answerId !== null,
  })
  return [...works.map(toAnswer('work')), ...series.map(toAnswer('series'))]
}
