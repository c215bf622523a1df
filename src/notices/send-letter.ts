import * as v from 'valibot'
import type { Letter, LetterLinks } from '../people/letter.ts'
import { writeClaimLetter } from '../people/claim-by-mail.ts'
import { writeResetLetter } from '../people/lost-password.ts'
import { readSettings } from '../site/settings.ts'
import type { Db } from '../store/database.ts'
import type { JobHandler } from '../store/run-jobs.ts'
import { sendMailLater } from './mail.ts'
import { writeLetter } from './write-letter.ts'

/** Queues what a command of the people's room wants to be mailed. */
export async function sendLetterLater(db: Db, letter: Letter, links: LetterLinks, now: number): Promise<void> {
  const { name } = await readSettings(db)
  await sendMailLater(db, writeLetter(letter, { archiveName: name || 'Fanfold', links }), now)
}

const LinksSchema = v.object({
  home: v.string(),
  logIn: v.string(),
  lostPassword: v.string(),
  confirmRegistration: v.string(),
  confirmEmail: v.string(),
  resetPassword: v.string(),
  claim: v.optional(v.string(), ''),
})
const LostPasswordSchema = v.object({ name: v.string(), links: LinksSchema })
const ClaimSchema = v.object({ name: v.string(), email: v.string(), links: LinksSchema })

/** The worker of 'lost_password' jobs: finds the account, if there is one, and writes to its owner. */
export function answerLostPassword(db: Db, now: () => number): JobHandler {
  return async (payload) => {
    const { name, links } = v.parse(LostPasswordSchema, payload)
    const letter = await writeResetLetter(db, name, now())
    if (letter) await sendLetterLater(db, letter, links, now())
  }
}

/** The worker of 'claim_by_mail' jobs: finds the unclaimed account, if there is one, and writes to its address. */
export function answerClaim(db: Db, now: () => number): JobHandler {
  return async (payload) => {
    const { name, email, links } = v.parse(ClaimSchema, payload)
    const letter = await writeClaimLetter(db, { name, email }, now())
    if (letter) await sendLetterLater(db, letter, links, now())
  }
}
