import { sql } from 'kysely'
import { invalid, notFound } from '../errors.ts'
import type { Member, Viewer } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'

export interface PollOption {
  id: number
  label: string
  votes: number
}

export interface Poll {
  id: number
  question: string
  openedAt: number | null
  closedAt: number | null
  options: PollOption[]
  /** The option that the viewer has voted for. */
  chosenId: number | null
}

/** The newest question that members may vote on; null: none is open. */
export async function findOpenPoll(db: Db, viewer: Viewer): Promise<Poll | null> {
  const newest = db
    .selectFrom('poll')
    .where('closed_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
  const rows = await pollRows(db, viewer).where('poll.id', '=', newest.select('id').limit(1)).execute()
  return pollsOf(rows)[0] ?? null
}

export async function findPoll(db: Db, viewer: Viewer, pollId: number): Promise<Poll> {
  const [poll] = pollsOf(await pollRows(db, viewer).where('poll.id', '=', pollId).execute())
  if (!poll) throw notFound('Poll')
  return poll
}

/** Open ones first, then the newest. */
export async function listPolls(db: Db, viewer: Viewer, paging: Paging): Promise<Paged<Poll>> {
  const [ids, { total }] = await Promise.all([
    db
      .selectFrom('poll')
      .select('id')
      .orderBy(sql`case when closed_at is null then 0 else 1 end`)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
    db
      .selectFrom('poll')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  const wanted = ids.map(({ id }) => id)
  const rows =
    wanted.length === 0
      ? []
      : await pollRows(db, viewer)
          .where('poll.id', 'in', [...wanted])
          .execute()
  const polls = new Map(pollsOf(rows).map((poll) => [poll.id, poll]))
  return paged(
    wanted.flatMap((id) => polls.get(id) ?? []),
    total,
    paging,
  )
}

function pollRows(db: Db, viewer: Viewer) {
  const accountId = viewer.kind === 'member' ? viewer.accountId : 0
  return db
    .selectFrom('poll')
    .leftJoin('poll_option', 'poll_option.poll_id', 'poll.id')
    .leftJoin('poll_vote as own', (join) =>
      join.onRef('own.poll_id', '=', 'poll.id').on('own.account_id', '=', accountId),
    )
    .select([
      'poll.id',
      'poll.question',
      'poll.opened_at as openedAt',
      'poll.closed_at as closedAt',
      'poll_option.id as optionId',
      'poll_option.label',
      'poll_option.counted',
      'own.option_id as chosenId',
      sql<number>`(select count(*) from poll_vote where poll_vote.option_id = poll_option.id)`.as('cast'),
    ])
    .orderBy('poll.id')
    .orderBy('poll_option.position')
}

type PollRow = Awaited<ReturnType<ReturnType<typeof pollRows>['execute']>>[number]

function pollsOf(rows: readonly PollRow[]): Poll[] {
  const polls = new Map<number, Poll>()
  for (const { id, question, openedAt, closedAt, chosenId, optionId, label, counted, cast } of rows) {
    let poll = polls.get(id)
    if (!poll) polls.set(id, (poll = { id, question, openedAt, closedAt, chosenId, options: [] }))
    if (optionId !== null) poll.options.push({ id: optionId, label: label!, votes: counted! + Number(cast) })
  }
  return [...polls.values()]
}

/** One vote of each member, which they may change for as long as the poll is open. */
export async function vote(
  db: Db,
  member: Member,
  { pollId, optionId }: { pollId: number; optionId: number | null },
  now: number,
) {
  await inTransaction(db, async (db) => {
    // Holds the row, so that a poll is not closed between the look and the vote.
    await db
      .updateTable('poll')
      .set((eb) => ({ created_at: eb.ref('created_at') }))
      .where('id', '=', pollId)
      .execute()
    const poll = await findPoll(db, member, pollId)
    if (poll.closedAt !== null) throw invalid({ form: 'This poll is closed.' })
    if (!poll.options.some(({ id }) => id === optionId)) throw invalid({ option: 'Please choose one of the answers.' })
    const cast = { option_id: optionId!, voted_at: now }
    await db
      .insertInto('poll_vote')
      .values({ poll_id: pollId, account_id: member.accountId, ...cast })
      .onConflict((conflict) => conflict.columns(['poll_id', 'account_id']).doUpdateSet(cast))
      .execute()
  })
}
