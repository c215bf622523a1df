import { inTransaction } from '../../../store/database.ts'
import type { Move } from '../moving.ts'
import { Row } from '../read/row.ts'
import { plain } from '../text/to-text.ts'
import { writtenOf } from '../written.ts'
import { fieldsOf } from './amend-members.ts'
import { toAccount } from './to-account.ts'
import { type NumberedAccount, writeAccounts } from './write-accounts.ts'
import { counted } from '../report/counted.ts'

const BATCH = 200

/** Stories and chapters whose member is gone keep an author: an account that nobody has claimed. */
export async function addFormerMembers(move: Move): Promise<void> {
  const { spool, site, legacy } = move
  const to = { table: site.table('authors'), column: 'uid' }
  const ofStories = spool.orphans({ table: site.table('stories'), column: 'uid' }, to).keys()
  // A chapter that names nobody is by the author of its story.
  const ofChapters = [...spool.orphans({ table: site.table('chapters'), column: 'uid' }, to).keys()].filter(Boolean)
  const uids = [...new Set([...ofStories, ...ofChapters])].map(String)
  const known = await legacy.find(move.db, 'member', uids)
  const missing = uids.filter((uid) => !known.has(uid))
  const dates = missing.length > 0 ? joiningDates(move, missing.map(Number)) : new Map<number, number>()
  for (let from = 0; from < missing.length; from += BATCH) {
    await move.goOn()
    const ids = missing.slice(from, from + BATCH)
    await writeFormerMembers(
      move,
      ids.map((id) => ({ id, draft: formerMember(move, Number(id), dates.get(Number(id)) ?? move.now) })),
    )
  }
  if (missing.length === 0) return
  move.ledger.notes.push(
    `${counted(missing.length, 'member who wrote here is', 'members who wrote here are')} missing; their works wait under new, unclaimed names.`,
  )
}

async function writeFormerMembers(move: Move, accounts: readonly NumberedAccount[]): Promise<void> {
  await inTransaction(move.db, async (db) => {
    const written = await writeAccounts(move, db, accounts)
    const numbers = accounts.map((account) => ({
      oldId: account.id,
      newId: written.get(account.id)!,
      fingerprint: null,
      // A newer dump may know the member again.
      written: writtenOf(fieldsOf(account)),
    }))
    await move.legacy.record(db, 'member', numbers)
  })
}

function formerMember(move: Move, uid: number, joinedAt: number): NumberedAccount['draft'] {
  const draft = toAccount(new Row({}), null, move.zone)
  return {
    ...draft,
    name: nameInTheirWords(move, uid),
    state: 'unclaimed',
    joinedAt,
    scopeTags: [],
    notes: [],
  }
}

/** Numbers were given in order: a member joined about when the one before did, and the very first with the next. */
function joiningDates({ spool, site, zone, now }: Move, uids: readonly number[]): Map<number, number> {
  const dates = new Map<number, number>()
  const waiting = uids.toSorted((a, b) => a - b)
  let before: number | null = null
  for (const row of spool.rows(site.table('authors'), ['uid'])) {
    const date = (row.seconds('date', zone) ?? Infinity) * 1000
    if (date > now) continue
    while (waiting.length > 0 && waiting[0]! < row.integer('uid')) dates.set(waiting.shift()!, before ?? date)
    before = date
  }
  for (const uid of waiting) dates.set(uid, before ?? now)
  return dates
}

/** Where a row keeps the name that its member had when it was written. */
const NAMED_IN = [
  { table: 'reviews', column: 'reviewer' },
  { table: 'challenges', column: 'challenger' },
  { table: 'recommendations', column: 'recname' },
] as const

function nameInTheirWords({ spool, site }: Move, uid: number): string {
  for (const { table, column } of uid > 0 ? NAMED_IN : []) {
    const name = site.table(table)
    if (!spool.tables.get(name)?.columns?.has('uid')) continue
    const [row] = spool.rowsOf(name, 'uid', uid)
    const found = row ? plain(row, column) : ''
    if (found !== '') return found
  }
  return `Former member ${uid}`
}
