import type { Db } from '../store/database.ts'
import { answerReview } from '../reviews/answer-review.ts'
import { leaveKudos } from '../reviews/leave-kudos.ts'
import { leaveReview } from '../reviews/leave-review.ts'
import type { ReviewTarget } from '../reviews/review.ts'
import type { Members } from './fill-members.ts'
import { type DemoReview, KUDOS, REVIEWS } from './responses.ts'

const HOUR_MS = 60 * 60 * 1000
const SETTINGS = { reviewsBy: 'members', scores: 'stars' } as const
const NOWHERE = { address: 'demo', userAgent: 'demo' }

/** Through the commands that readers use; `works` are ids by title. */
export async function fillResponses(db: Db, members: Members, works: ReadonlyMap<string, number>, now: number) {
  for (const [index, facts] of REVIEWS.entries()) {
    await fillReview(db, members, {
      facts,
      workId: works.get(facts.work)!,
      at: now - (REVIEWS.length - index) * 5 * HOUR_MS,
    })
  }
  for (const [title, names] of Object.entries(KUDOS)) {
    for (const [index, name] of names.entries()) {
      const left = { browser: NOWHERE, now: now - (index + 1) * HOUR_MS }
      await leaveKudos(db, members.get(name)!, works.get(title)!, left)
    }
  }
}

interface Filling {
  facts: DemoReview
  workId: number
  at: number
}

async function fillReview(db: Db, members: Members, { facts, workId, at }: Filling): Promise<void> {
  const said = { settings: SETTINGS, address: NOWHERE.address }
  const target = await targetOf(db, workId, facts.chapter)
  const words = { body: facts.body, score: String(facts.score ?? ''), pseudId: null, guestName: '', trap: '' }
  const reviewId = await leaveReview(db, members.get(facts.by)!, { target, ...words }, { ...said, now: at })
  if (!facts.answer) return
  const input = { body: facts.answer.body, pseudId: null }
  await answerReview(db, members.get(facts.answer.by)!, reviewId, { ...said, input, now: at + HOUR_MS })
}

async function targetOf(db: Db, workId: number, position: number | undefined): Promise<ReviewTarget> {
  if (position === undefined) return { kind: 'work', workId }
  const chapters = db.selectFrom('chapter').where('work_id', '=', workId).where('position', '=', position)
  const { id } = await chapters.select('id').executeTakeFirstOrThrow()
  return { kind: 'chapter', workId, chapterId: id }
}
