import { createAccount } from '../people/create-account.ts'
import { DEFAULT_PREFERENCES } from '../people/preferences.ts'
import { addPseud, changeBio } from '../people/pseuds.ts'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { type DemoMember, type DemoName, MEMBERS } from './cast.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export type Members = ReadonlyMap<DemoName, Member>

/** All with one password; they have consented to everything, so that each can respond to every work. */
export async function fillMembers(db: Db, passwordHash: string, now: number): Promise<Members> {
  const members = new Map<DemoName, Member>()
  for (const [index, facts] of MEMBERS.entries()) {
    members.set(facts.name, await makeMember(db, facts, { index, passwordHash, now }))
  }
  return members
}

interface Making {
  index: number
  passwordHash: string
  now: number
}

async function makeMember(db: Db, facts: DemoMember, { index, passwordHash, now }: Making): Promise<Member> {
  const { name, role = 'member', trusted = false } = facts
  const joinedAt = now - (400 - index) * DAY_MS
  const account = { name, email: `demo${index + 1}@example.org`, passwordHash, role }
  const { accountId, pseudId } = await createAccount(db, account, joinedAt)
  await db
    .updateTable('account')
    .set({ trusted: trusted ? 1 : 0 })
    .where('id', '=', accountId)
    .execute()
  const { slug } = await db.selectFrom('pseud').where('id', '=', pseudId).select('slug').executeTakeFirstOrThrow()
  const member: Member = {
    kind: 'member',
    accountId,
    pseudId,
    name,
    slug,
    role,
    trusted,
    preferences: DEFAULT_PREFERENCES,
    ageConsent: true,
    acceptedWarnings: await listRatings(db),
  }
  if (facts.bio) await changeBio(db, member, pseudId, facts.bio)
  for (const other of facts.otherNames ?? []) await addPseud(db, member, other, joinedAt)
  return member
}

async function listRatings(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('vocabulary.role', '=', 'rating')
    .select('tag.id')
    .execute()
  return rows.map((row) => row.id)
}
