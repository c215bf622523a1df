import type { Db } from '../../../store/database.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import { accountsOf } from '../people/accounts-of.ts'
import type { Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { plain, plainOf } from '../text/to-text.ts'
import { NeighbourDates } from '../works/neighbour-dates.ts'
import type { Fields } from '../written.ts'

interface Poll {
  question: string
  options: string[]
  /** Votes for each option of a closed poll. */
  totals: number[]
  openedAt: number | null
  closedAt: number | null
}

const MOST = 2 ** 31 - 1
const MAY_BE_ZERO = /^\s*(?:\d+\s*(?:#\s*\d*\s*)*)$/

/** Polls with their totals, and the votes of those that are still open. Needs the members. */
export async function movePolls(move: Move): Promise<void> {
  const dates = new NeighbourDates(move, {
    table: 'poll',
    order: 'poll_id',
    columns: ['poll_start_backup', 'poll_start'],
  })
  await moveRows<ReadonlyMap<string, Poll>>(move, {
    table: 'poll',
    legacy: 'poll',
    phase: 'site',
    order: ['poll_id'],
    each: (row) => dates.take(row),
    prepare: async (rows) => new Map(rows.map((old) => [old.id, toPoll(move, old, dates.of(old.row))])),
    write: async (db, rows, polls) => {
      const ids = await insertAll(
        db,
        'poll',
        rows.map(({ id, row }) => {
          const { question, openedAt, closedAt } = polls.get(id)!
          return { question, opened_at: openedAt, closed_at: closedAt, created_at: dates.of(row) }
        }),
      )
      await insertAll(
        db,
        'poll_option',
        rows.flatMap(({ id }, index) => optionRows(ids[index]!, polls.get(id)!)),
      )
      return new Map(rows.map(({ id }, index) => [id, ids[index]!]))
    },
    amend: {
      drafted: ({ id }, polls) => fieldsOf(polls.get(id)!),
      present: findPolls,
      change: async (db, amendments, polls) => {
        for (const { id, old, fields } of amendments) await changePoll(db, id, polls.get(old.id)!, fields)
      },
    },
  })
  await moveVotes(move)
}

function toPoll(move: Move, { id, row }: OldRow, nearby: number): Poll {
  const options = row
    .text('poll_opts')
    .split('|#|')
    .map((option) => plainOf(option, row.reading))
  // The form left an empty line behind the last one.
  while (options.length > 0 && options.at(-1) === '') options.pop()
  const results = row.text('poll_results')
  const openedAt = time(row, 'poll_start', move.zone)
  const endedAt = time(row, 'poll_end', move.zone)
  const isClosed = results.trim() !== '' || endedAt !== null
  if (isClosed && results.trim() !== '' && !MAY_BE_ZERO.test(results))
    move.ledger.remark('poll', id, `its totals "${results.slice(0, 100)}" are not all numbers; those count as 0`)
  const totals = results.trim() === '' ? [] : results.split('#').map(total)
  while (totals.length > options.length) {
    if (totals.at(-1) === 0) totals.pop()
    else {
      options.push(`${options.length + 1}`)
      move.ledger.remark('poll', id, `has more totals than choices; choice ${options.length} has no words`)
    }
  }
  const closedAt = isClosed ? (endedAt ?? openedAt ?? nearby) : null
  if (isClosed && endedAt === null) move.ledger.remark('poll', id, 'was closed, but nobody knows when')
  return { question: plain(row, 'poll_question') || `Poll ${id}`, options, totals, openedAt, closedAt }
}

function time(row: Row, column: string, zone: string): number | null {
  const seconds = row.seconds(`${column}_backup`, zone) ?? row.seconds(column, zone)
  return seconds === null ? null : seconds * 1000
}

function total(text: string): number {
  const votes = Number.parseInt(text, 10)
  return votes > 0 ? Math.min(votes, MOST) : 0
}

function optionRows(pollId: number, { options, totals }: Poll) {
  return options.map((label, index) => ({
    poll_id: pollId,
    position: index + 1,
    label: label || String(index + 1),
    counted: totals[index] ?? 0,
  }))
}

function fieldsOf({ question, options, totals, openedAt, closedAt }: Poll): Fields {
  const labels = options.map((label, index) => label || String(index + 1))
  const votes = closedAt === null ? '' : options.map((_, index) => totals[index] ?? 0).join('#')
  return { question, options: JSON.stringify(labels), openedAt, closedAt, totals: votes }
}

async function findPolls(db: Db, ids: readonly number[]): Promise<Map<number, Fields>> {
  const polls = await db
    .selectFrom('poll')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  const options = await db
    .selectFrom('poll_option')
    .selectAll()
    .where('poll_id', 'in', [...ids])
    .orderBy('position')
    .execute()
  return new Map(
    polls.map((poll) => {
      const own = options.filter((option) => option.poll_id === poll.id)
      const totals = own.map(({ counted }) => counted)
      const draft = {
        options: own.map(({ label }) => label),
        totals,
        openedAt: poll.opened_at,
        closedAt: poll.closed_at,
      }
      return [poll.id, fieldsOf({ question: poll.question, ...draft })]
    }),
  )
}

/** Closed on the old site meanwhile: its totals count, and the votes that they were made of do not count again. */
async function changePoll(db: Db, pollId: number, poll: Poll, fields: Fields): Promise<void> {
  const changes = {
    ...('question' in fields && { question: poll.question }),
    ...('openedAt' in fields && { opened_at: poll.openedAt }),
    ...('closedAt' in fields && { closed_at: poll.closedAt }),
  }
  if (Object.keys(changes).length > 0) await db.updateTable('poll').set(changes).where('id', '=', pollId).execute()
  const withTotals = 'totals' in fields && poll.closedAt !== null
  if (!('options' in fields) && !withTotals) return
  if (withTotals) await db.deleteFrom('poll_vote').where('poll_id', '=', pollId).execute()
  for (const { position, label, counted } of optionRows(pollId, poll)) {
    const set = { ...('options' in fields && { label }), ...(withTotals && { counted }) }
    await db
      .insertInto('poll_option')
      .values({ poll_id: pollId, position, label, counted })
      .onConflict((conflict) => conflict.columns(['poll_id', 'position']).doUpdateSet(set))
      .execute()
  }
}

/** A vote's new number is that of its option. */
async function moveVotes(move: Move): Promise<void> {
  await moveRows(move, {
    table: 'poll_votes',
    legacy: 'poll_vote',
    phase: 'site',
    order: ['vote_id'],
    write: (db, rows) => writeVotes(move, db, rows),
  })
}

async function writeVotes(move: Move, db: Db, rows: readonly OldRow[]): Promise<Map<string, number>> {
  const numbers = (column: string) => rows.map(({ row }) => row.integer(column)).filter((number) => number > 0)
  const polls = await move.legacy.find(db, 'poll', numbers('vote_poll'))
  const accounts = await accountsOf(db, await move.legacy.find(db, 'member', numbers('vote_user')))
  const { options, closed } = await findOptions(db, [...polls.values()])
  const written = new Map<string, number>()
  for (const { id, row } of rows) {
    const pollId = polls.get(String(row.integer('vote_poll')))
    const optionId = options.get(`${pollId} ${row.integer('vote_opt')}`)
    const why = pollId === undefined ? 'the poll is not in the dump' : 'its poll has no such choice'
    if (pollId === undefined || optionId === undefined) move.ledger.except('poll_votes', id, 'kept aside', why)
    else if (closed.has(pollId)) move.ledger.except('poll_votes', id, 'merged', 'its poll is closed and has its totals')
    else {
      const uid = row.integer('vote_user')
      await castVote(db, { pollId, optionId, accountId: accounts.get(String(uid)) ?? null })
      if (!accounts.has(String(uid)))
        move.ledger.remark('poll_votes', id, `member ${uid} is gone; the vote counts without a name`)
      written.set(id, optionId)
    }
  }
  return written
}

/** Of somebody unknown, or of a member who has voted twice, only the number is kept. */
async function castVote(db: Db, vote: { pollId: number; optionId: number; accountId: number | null }): Promise<void> {
  const { pollId, optionId, accountId } = vote
  if (accountId !== null) {
    const cast = await db
      .insertInto('poll_vote')
      .values({ poll_id: pollId, option_id: optionId, account_id: accountId, voted_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('poll_id')
      .executeTakeFirst()
    if (cast) return
  }
  await db
    .updateTable('poll_option')
    .set((eb) => ({ counted: eb('counted', '+', 1) }))
    .where('id', '=', optionId)
    .execute()
}

async function findOptions(db: Db, pollIds: readonly number[]) {
  const rows =
    pollIds.length === 0
      ? []
      : await db
          .selectFrom('poll_option')
          .innerJoin('poll', 'poll.id', 'poll_option.poll_id')
          .select(['poll_option.id', 'poll_id', 'position', 'closed_at'])
          .where('poll_id', 'in', [...pollIds])
          .execute()
  return {
    options: new Map(rows.map((row) => [`${row.poll_id} ${row.position}`, row.id])),
    closed: new Set(rows.filter((row) => row.closed_at !== null).map((row) => row.poll_id)),
  }
}
