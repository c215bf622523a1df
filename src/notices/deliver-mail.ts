import * as v from 'valibot'
import { isEmail } from '../people/email.ts'
import type { JobHandler } from '../store/run-jobs.ts'
import type { Transport } from './transport.ts'

const EnvelopeSchema = v.object({ id: v.string(), to: v.string(), subject: v.string(), text: v.string() })

const MOST_ATTEMPTS = 10

export interface MailLog {
  error: (details: object, message: string) => void
}

/** The worker of 'mail' jobs: tries again later while the mail server is away, and gives up on what it refuses. */
export function deliverMail(transport: Transport, log: MailLog): JobHandler {
  return async (payload, job) => {
    const mail = v.parse(EnvelopeSchema, payload)
    if (!isEmail(mail.to)) {
      log.error({ job: job.id, subject: mail.subject }, 'mail dropped: its address cannot be written to')
      return
    }
    try {
      await transport.send(mail)
    } catch (error) {
      if (!isRefused(error) && job.attempts < MOST_ATTEMPTS) throw error
      log.error({ job: job.id, to: mail.to, subject: mail.subject, err: error }, 'mail given up')
    }
  }
}

/** SMTP's 550 to 559 (RFC 5321, 4.2.1): this mail will never be taken; the rest may be the server's passing trouble. */
function isRefused(error: unknown): boolean {
  const code = (error as { responseCode?: unknown }).responseCode
  return typeof code === 'number' && code >= 550 && code <= 559
}
