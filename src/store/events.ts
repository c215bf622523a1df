import type { Db } from './database.ts'

/** Every kind of event with the shape of its payload; the subject is the id of what the first word names. */
export interface Events {
  account_registered: { pseud: string }
  work_posted: Record<string, never>
  work_held: Record<string, never>
  /** `letter` is the moderator's words to the authors; empty or absent: none. */
  work_approved: { moderatorId: number; letter?: string }
  work_returned: { moderatorId: number; reason: string }
  chapter_posted: { workId: number }
  chapter_held: { workId: number }
  chapter_returned: { workId: number; moderatorId: number; reason: string }
  review_left: { workId: number | null; seriesId: number | null }
  review_answered: { parentId: number }
  kudos_left: Record<string, never>
}

export interface Happening<Kind extends keyof Events> {
  subjectId: number
  /** Who did it; null for a guest or the archive itself. */
  accountId: number | null
  payload: Events[Kind]
  at: number
}

/** Call it in the transaction of the change it tells of. */
export async function recordEvent<Kind extends keyof Events>(db: Db, kind: Kind, happening: Happening<Kind>) {
  await db
    .insertInto('event')
    .values({
      kind,
      subject_id: happening.subjectId,
      account_id: happening.accountId,
      payload: JSON.stringify(happening.payload),
      happened_at: happening.at,
    })
    .execute()
}
