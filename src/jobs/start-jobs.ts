// The work beside the pages: mails, notices, tidying. Each node of an archive does it; rows and leases share it out.
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { deliverMail } from '../notices/deliver-mail.ts'
import { tellOfEvents, type ReviewLink } from '../notices/from-events.ts'
import { MAIL_JOB } from '../notices/mail.ts'
import { answerClaim, answerLostPassword } from '../notices/send-letter.ts'
import type { Transport } from '../notices/transport.ts'
import { CLAIM_JOB } from '../people/claim-by-mail.ts'
import { cleanAttempts } from '../people/limits.ts'
import { LOST_PASSWORD_JOB } from '../people/lost-password.ts'
import { cleanSessions } from '../people/sessions.ts'
import type { Db } from '../store/database.ts'
import { sweepNameChanges } from '../search/ways/read-names.ts'
import { sweepWorkChanges } from '../store/follow-work-changes.ts'
import { runJobs } from '../store/run-jobs.ts'
import { refoldTags } from '../tags/refold-tags.ts'
import { resortTitles } from '../works/resort-titles.ts'
import { repeat } from './repeat.ts'

const NOTICES_EVERY_MS = 15_000
const TEXTS_EVERY_MS = 1000
/** Between two slices, so that others may write. */
const TEXTS_REST_MS = 10
const TIDY_EVERY_MS = 60 * 60 * 1000

export interface JobParts {
  db: Db
  transport: Transport
  log: Logger
  linkToReview: ReviewLink
  now: () => number
  /** Takes in some of the words that wait for it; true: there may be more. */
  keepTextsUp: () => Promise<boolean>
}

export interface StartedJobs {
  nudge: () => void
  /** Fulfilled once the work at hand is done. */
  stop: () => Promise<void>
}

export function startJobs({ db, transport, log, linkToReview, now, keepTextsUp }: JobParts): StartedJobs {
  const stopping = new AbortController()
  const { signal } = stopping
  const handlers = {
    [MAIL_JOB]: deliverMail(transport, log),
    [LOST_PASSWORD_JOB]: answerLostPassword(db, now),
    [CLAIM_JOB]: answerClaim(db, now),
  }
  const jobs = runJobs(db, handlers, { signal, log, now })
  const notices = repeat(() => tellOfEvents(db, linkToReview, now()), { everyMs: NOTICES_EVERY_MS, signal, log })
  const texts = repeat(() => keepUp(keepTextsUp, signal), { everyMs: TEXTS_EVERY_MS, signal, log })
  const tidying = repeat(() => tidy(db, now()), { everyMs: TIDY_EVERY_MS, signal, log })
  const refolding = refoldTags(db).catch((error: unknown) => log.error({ err: error }, 'tags were not folded anew'))
  const resorting = resortTitles(db, now(), signal).catch((error: unknown) =>
    log.error({ err: error }, 'titles were not sorted anew'),
  )
  const stop = async () => {
    stopping.abort()
    await Promise.all([jobs.done, notices, texts, tidying, refolding, resorting])
    transport.close()
  }
  return { nudge: jobs.nudge, stop }
}

async function keepUp(takeIn: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await takeIn())) await wait(TEXTS_REST_MS)
}

async function tidy(db: Db, now: number): Promise<void> {
  await cleanSessions(db, now)
  await cleanAttempts(db, now)
  await sweepWorkChanges(db)
  await sweepNameChanges(db)
}
