import type { Db } from '../../../store/database.ts'
import { keepAside } from '../keep-rows.ts'
import { moveRows, readTable } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { fingerprintOf } from '../written.ts'
import { NeighbourDates } from '../works/neighbour-dates.ts'
import { amendMembers, type PreparedAccounts } from './amend-members.ts'
import { bringBack, deletedAmong, forgetDeletedMembers } from './deleted-members.ts'
import { addFormerMembers } from './former-members.ts'
import { toAccount } from './to-account.ts'
import { counted } from '../report/counted.ts'
import { type NumberedAccount, writeAccounts } from './write-accounts.ts'

const BATCH = 200

/** Members become accounts, each with one pseud. Needs the categories, for moderators of some of them. */
export async function moveMembers(move: Move): Promise<void> {
  const { spool, site } = move
  await forgetDeletedMembers(move)
  const preferences = site.table('authorprefs')
  const dates = new NeighbourDates(move, { table: 'authors', order: 'uid', columns: ['date'] })
  const counts: Counts = { noMail: 0, unclaimed: 0, foreignPasswords: 0 }
  // The installer of some versions left the rights of the first admin under number 0, which is nobody's.
  const preferencesOf = (row: Row) => {
    const uid = row.integer('uid')
    return uid === 0 ? [] : spool.rowsOf(preferences, 'uid', uid).slice(0, 1)
  }
  const asksAge = !site.settings.has('agestatement') || site.settings.flag('agestatement')

  await moveRows<PreparedAccounts>(move, {
    table: 'authors',
    legacy: 'member',
    phase: 'people',
    order: ['uid'],
    batch: BATCH,
    each: (row) => dates.take(row),
    prepare: async (rows) => {
      const drafts = rows.map(({ id, row }) => {
        const draft = toAccount(row, preferencesOf(row)[0] ?? null, move.zone, asksAge)
        return { id, draft: { ...draft, joinedAt: dates.of(row), scopeTags: [] as number[] } }
      })
      await findScopes(move, drafts)
      return new Map(drafts.map((each) => [each.id, each]))
    },
    beside: preferencesOf,
    write: (db, rows, prepared) => writeMembers(move, db, { rows, prepared, counts }),
    amend: amendMembers(move),
  })
  noteCounts(move, counts)
  await settlePreferences(move)
  await addFormerMembers(move)
}

interface Writing {
  rows: readonly OldRow[]
  prepared: PreparedAccounts
  counts: Counts
}

async function writeMembers(move: Move, db: Db, { rows, prepared, counts }: Writing): Promise<Map<string, number>> {
  const ids = rows.map(({ id }) => id)
  const deleted = await deletedAmong(move, db, ids)
  for (const id of deleted) {
    move.ledger.except('authors', id, 'dropped', 'the account was deleted here, and stays deleted')
  }
  const coming = ids.filter((id) => !deleted.has(id))
  await bringBack(move, db, coming)
  const accounts = coming.map((id) => prepared.get(id)!)
  for (const { draft } of accounts) {
    if (draft.email === null) counts.noMail++
    if (draft.state === 'unclaimed') counts.unclaimed++
    if (draft.hasForeignPassword) counts.foreignPasswords++
  }
  return writeAccounts(move, db, accounts)
}

/** A moderator none of whose categories is left must not become one of everything. */
async function findScopes(move: Move, accounts: readonly NumberedAccount[]): Promise<void> {
  const limited = accounts.filter(({ draft }) => draft.scope.length > 0)
  if (limited.length === 0) return
  const tags = await move.legacy.find(
    move.db,
    'category',
    limited.flatMap(({ draft }) => draft.scope),
  )
  for (const { draft } of limited) {
    draft.scopeTags = draft.scope.flatMap((category) => tags.get(String(category)) ?? [])
    if (draft.scopeTags.length > 0) continue
    draft.role = 'member'
    draft.notes.push('moderated only categories that no longer exist; now an ordinary member')
  }
}

interface Counts {
  noMail: number
  unclaimed: number
  foreignPasswords: number
}

function noteCounts({ ledger }: Move, { noMail, unclaimed, foreignPasswords }: Counts): void {
  const note = (count: number, text: string) => {
    if (count > 0) ledger.notes.push(`${counted(count, 'member', 'members')} ${text}`)
  }
  note(unclaimed, 'cannot log in and can be claimed: by their authors with a letter, or by asking you.')
  note(noMail, 'without an e-mail address: none was made up, so a lost password cannot be replaced by mail.')
  note(
    foreignPasswords,
    'with a password that only another program can read, as a forum’s: a new one comes by mail, or after a claim.',
  )
}

/** They became part of their members. */
async function settlePreferences(move: Move): Promise<void> {
  const { spool, site, ledger } = move
  const table = site.table('authorprefs')
  await readTable(move, 'authorprefs')
  const orphans = spool.orphans({ table, column: 'uid' }, { table: site.table('authors'), column: 'uid' })
  const seen = new Set<number>()
  let skins = 0
  for (const row of spool.rows(table, ['uid'])) {
    const uid = row.integer('uid')
    const isSecond = seen.has(uid)
    seen.add(uid)
    if (row.isFilled('userskin')) skins++
    const why = uid === 0 || orphans.has(uid) ? 'preferences of a member who does not exist' : isSecond ? SECOND : null
    if (why === null) ledger.settle('authorprefs', row, 'merged', uid)
    else await keepAside(move, 'authorprefs', [{ id: isSecond ? `${uid}#${fingerprintOf(row)}` : `${uid}`, row, why }])
  }
  if (skins > 0)
    ledger.remark(
      'authorprefs',
      '',
      `${counted(skins, 'member had', 'members had')} chosen a skin; there are none here`,
      'merged',
    )
}

const SECOND = 'the number occurs twice; the first row was taken'
