// A moderator's word on a work. The state changes in works; who decided what, when and why is kept here.
import { conflict, invalid, notAllowed } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { isModerator, type Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { recordEvent } from '../store/events.ts'
import { findWork, type FoundWork } from '../works/find-work.ts'
import { hideWork, showWork } from '../works/hide-work.ts'
import { canDecideOnWork } from '../works/permissions.ts'
import { takeFromQueue } from '../works/post-work.ts'
import { publishWork } from '../works/publish.ts'
import { lockWork } from '../works/work-row.ts'
import { recordDecision, type Verdict } from './record-decision.ts'

export const OUT_OF_SCOPE = 'This work is in none of the fandoms that you look after.'
const LONGEST_REASON = 10_000

/** Refuses with conflict what does not wait any more, and with invalid a return without a reason. */
export async function approveWork(
  db: Db,
  moderator: Member,
  { workId, letter = '' }: { workId: number; letter?: string },
  now: number,
): Promise<void> {
  await decide(db, moderator, { workId, verdict: 'approved', reason: letterOf(letter) }, now)
}

/** The author gets it back as a draft, with the reason. */
export async function returnWork(
  db: Db,
  moderator: Member,
  { workId, reason }: { workId: number; reason: string },
  now: number,
): Promise<void> {
  await decide(db, moderator, { workId, verdict: 'returned', reason: neededReason(reason) }, now)
}

/** Takes a posted work from all readers; hiding twice is harmless. */
export async function hideWorkFromReaders(
  db: Db,
  moderator: Member,
  { workId, reason }: { workId: number; reason: string },
  now: number,
): Promise<void> {
  await decide(db, moderator, { workId, verdict: 'hidden', reason: neededReason(reason) }, now)
}

export async function showWorkAgain(db: Db, moderator: Member, workId: number, now: number): Promise<void> {
  await decide(db, moderator, { workId, verdict: 'shown', reason: '' }, now)
}

interface Decided {
  workId: number
  verdict: Verdict
  reason: string
}

async function decide(db: Db, moderator: Member, decided: Decided, now: number): Promise<void> {
  const { workId, verdict, reason } = decided
  await inTransaction(db, async (db) => {
    await lockWork(db, workId)
    const work = await findWorkToDecideOn(db, moderator, workId)
    if (!isOpenTo(work, verdict)) throw alreadyDecided()
    await recordDecision(db, moderator, { workId, verdict, reason }, now)
    await EFFECTS[verdict](db, moderator, { workId, reason, now })
    const subject = { kind: 'work', id: workId }
    await recordAct(db, { accountId: moderator.accountId, action: `work ${verdict}`, subject, detail: { reason } }, now)
  })
}

export async function findWorkToDecideOn(db: Db, moderator: Member, workId: number): Promise<FoundWork> {
  const work = await findWork(db, moderator, workId)
  if (canDecideOnWork(moderator, work)) return work
  if (isModerator(moderator) && !work.isInScope) throw notAllowed(OUT_OF_SCOPE)
  if (work.isCreator && moderator.role !== 'member') throw notAllowed('Somebody else decides on your own works.')
  throw notAllowed('Only moderators decide on works.')
}

/** Which verdicts make sense for a work as it stands. */
export function isOpenTo(work: Pick<FoundWork, 'state'>, verdict: Verdict): boolean {
  if (verdict === 'hidden') return work.state === 'posted'
  if (verdict === 'shown') return work.state === 'hidden'
  return work.state === 'held'
}

interface Case {
  workId: number
  reason: string
  now: number
}

const EFFECTS: Record<Verdict, (db: Db, moderator: Member, decided: Case) => Promise<void>> = {
  approved: async (db, moderator, { workId, reason, now }) => {
    await publishWork(db, workId, { accountId: moderator.accountId, at: now })
    const payload = { moderatorId: moderator.accountId, ...(reason !== '' && { letter: reason }) }
    await recordEvent(db, 'work_approved', { subjectId: workId, accountId: moderator.accountId, payload, at: now })
  },
  returned: async (db, moderator, { workId, reason, now }) => {
    await takeFromQueue(db, workId)
    const payload = { moderatorId: moderator.accountId, reason }
    await recordEvent(db, 'work_returned', { subjectId: workId, accountId: moderator.accountId, payload, at: now })
  },
  hidden: (db, _, { workId, now }) => hideWork(db, workId, now),
  shown: (db, _, { workId }) => showWork(db, workId),
}

function letterOf(letter: string): string {
  const text = letter.trim()
  if (text.length > LONGEST_REASON) throw invalid({ letter: `Please use at most ${LONGEST_REASON} characters.` })
  return text
}

export function neededReason(reason: string): string {
  const text = reason.trim()
  if (text === '') throw invalid({ reason: 'Please say why, so that the author knows what to do.' })
  if (text.length > LONGEST_REASON) throw invalid({ reason: `Please use at most ${LONGEST_REASON} characters.` })
  return text
}

export function alreadyDecided() {
  return conflict('This has been decided already, or was taken back by its author.')
}
