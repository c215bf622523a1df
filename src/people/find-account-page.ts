import type { Db } from '../store/database.ts'
import { listPseuds } from './pseuds.ts'
import { listSessions, type SessionMember } from './sessions.ts'

export type AccountPage = Awaited<ReturnType<typeof findAccountPage>>

/** What members see of their own account and nobody else does. */
export async function findAccountPage(db: Db, member: SessionMember, sessionToken: string, now: number) {
  const [account, pseuds, sessions] = await Promise.all([
    db.selectFrom('account').where('id', '=', member.accountId).select('email').executeTakeFirstOrThrow(),
    listPseuds(db, member),
    listSessions(db, member.accountId, sessionToken, now),
  ])
  return { email: account.email, pseuds, sessions }
}
