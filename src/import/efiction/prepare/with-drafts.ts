import { availableParallelism } from 'node:os'
import type { Move, Moving, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { type Drafted, takeFindings } from './draft-job.ts'
import { type DraftOf, type DraftTask, type FileBytes, draftOf } from './draft-task.ts'
import { DraftThreads } from './draft-threads.ts'
import { toParcel } from './row-parcel.ts'

/** By old number. */
type Drafts<Task extends DraftTask> = ReadonlyMap<string, DraftOf<Task>>

/** How a table's rows become drafts: the part of its `Moving` that has to do with it. */
type Drafting<Task extends DraftTask> = Required<Pick<Moving<Drafts<Task>>, 'prepare' | 'ahead'>>

const MOST_THREADS = 3

/** Of fewer rows the threads would hardly have started when all is done. */
const WORTH_A_THREAD: Readonly<Record<DraftTask['kind'], number>> = { chapters: 1000, reviews: 5000 }

/**
 * Lets `work` bring rows over whose texts are cleaned ahead of it, in threads of their own where there are enough rows
 * and a second core. Either way the same comes out.
 */
export async function withDrafts<Task extends DraftTask>(
  move: Move,
  task: Task,
  filesOf: (row: Row) => readonly FileBytes[],
  work: (drafting: Drafting<Task>) => Promise<void>,
): Promise<void> {
  const spooled = move.spool.tables.get(move.site.table(task.kind))
  const isWorth = (spooled?.rows ?? 0) >= WORTH_A_THREAD[task.kind]
  const count = move.draftThreads ?? (isWorth ? Math.min(MOST_THREADS, availableParallelism() - 1) : 0)
  if (count < 1) {
    const prepare = async (rows: readonly OldRow[]) =>
      new Map(rows.map(({ id, row }) => [id, draftOf(task, row, filesOf(row)) as DraftOf<Task>]))
    return work({ prepare, ahead: 0 })
  }
  const order = { task, reading: move.reading.start(), widths: spooled?.widths ?? null }
  const threads = new DraftThreads(order, count)
  let before: Promise<unknown> = Promise.resolve()
  const prepare = (rows: readonly OldRow[]): Promise<Drafts<Task>> => {
    const drafting = threads.draft(toParcel(rows.map(({ row }) => ({ row, files: filesOf(row) }))))
    // In the order of the rows, however many threads there are: of some findings only the first count.
    const taken = before.then(async () => takeDrafts<Task>(move, rows, await drafting))
    before = Promise.allSettled([drafting, taken])
    return taken
  }
  try {
    await work({ prepare, ahead: count + 1 })
  } finally {
    await threads.close()
  }
}

function takeDrafts<Task extends DraftTask>(move: Move, rows: readonly OldRow[], drafted: Drafted): Drafts<Task> {
  move.reading.add(drafted.results)
  return new Map(
    rows.map(({ id, row }, index) => {
      const found = drafted.rows[index]!
      takeFindings(row, found)
      return [id, found.draft as DraftOf<Task>]
    }),
  )
}
