import { randomUUID } from 'node:crypto'
import type { Db } from '../store/database.ts'
import { enqueueJob } from '../store/jobs.ts'

export const MAIL_JOB = 'mail'

export interface Mail {
  to: string
  subject: string
  /** Plain text; the only form that mails have here. */
  text: string
}

/** Queues a mail in the transaction of the page; it leaves later and never makes anybody wait. */
export async function sendMailLater(db: Db, mail: Mail, now: number): Promise<void> {
  await enqueueJob(db, MAIL_JOB, { ...mail, id: randomUUID() }, now)
}
