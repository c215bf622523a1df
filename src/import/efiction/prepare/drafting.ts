import { availableParallelism } from 'node:os'
import type { StorableText } from '../../../store/text-bytes.ts'
import type { Move, Moving, OldRow, Ready } from '../moving.ts'
import type { OldSite } from '../read/find-site.ts'
import type { Row } from '../read/row.ts'
import type { Spool } from '../read/spool.ts'
import { type Drafted, takeFindings } from './draft-job.ts'
import { type DraftOf, type DraftTask, type FileBytes, draftOf, withTexts } from './draft-task.ts'
import { DraftThreads } from './draft-threads.ts'
import { toParcel } from './row-parcel.ts'
import { type Bagged, textIn } from './text-bag.ts'

/** By old number. */
type Drafts<Task extends DraftTask> = ReadonlyMap<string, DraftOf<Task>>

/** How a table's rows become drafts: the part of its `Moving` that has to do with it. */
type Drafting<Task extends DraftTask> = Pick<Moving<Drafts<Task>>, 'prepare' | 'ready' | 'ahead'>

const MOST_THREADS = 3

/** Of fewer rows the threads would hardly have started when all is done. */
const WORTH_A_THREAD: Readonly<Record<DraftTask['kind'], number>> = { chapters: 1000, reviews: 5000 }

/** `count` is by the machine and the number of rows when absent. */
export function startThreads(spool: Spool, site: OldSite, count?: number): DraftThreads | null {
  const isWorth = Object.entries(WORTH_A_THREAD).some(
    ([kind, least]) => (spool.tables.get(site.table(kind))?.rows ?? 0) >= least,
  )
  const wanted = count ?? (isWorth ? Math.min(MOST_THREADS, availableParallelism() - 1) : 0)
  return wanted > 0 ? new DraftThreads(wanted) : null
}

/**
 * Lets a table's texts be cleaned ahead of those who write, in threads of their own where there are any. Either way
 * the same comes out.
 */
export function drafting<Task extends DraftTask>(
  move: Move,
  task: Task,
  filesOf: (row: Row) => readonly FileBytes[] = () => [],
): Drafting<Task> {
  const { threads } = move
  if (!threads) {
    const prepare = async (rows: readonly OldRow[]) =>
      new Map(rows.map(({ id, row }) => [id, draftOf(task, row, filesOf(row)).draft as DraftOf<Task>]))
    return { prepare }
  }
  const widths = move.spool.tables.get(move.site.table(task.kind))?.widths ?? null
  threads.begin({ task, reading: move.reading.start(), widths })
  let before: Promise<unknown> = Promise.resolve()
  const ready = (rows: readonly OldRow[]): Promise<Ready<Drafts<Task>>> => {
    const withFiles = rows.map(({ id, row }) => ({ id, row, files: filesOf(row) }))
    const drafting = threads.draft(toParcel(withFiles, threads.blocks))
    // In the order of the rows, however many threads there are: of some findings only the first count.
    const taken = before.then(async () => {
      const drafted = await drafting
      return { ...takeDrafts(move, task, rows, drafted), release: () => threads.blocks.giveBack(drafted.bag) }
    })
    before = Promise.allSettled([drafting, taken])
    return taken
  }
  return { prepare: async (rows) => (await ready(rows)).prepared, ready, ahead: threads.count + 1 }
}

function takeDrafts<Task extends DraftTask>(
  move: Move,
  task: Task,
  rows: readonly OldRow[],
  drafted: Drafted,
): Ready<Drafts<Task>> {
  move.reading.add(drafted.results)
  const prepared = new Map<string, DraftOf<Task>>()
  const fingerprints = new Map<string, string>()
  const written = new Map<string, string>()
  const unbag = (text: Bagged): StorableText => textIn(drafted.bag, text)
  rows.forEach(({ id, row }, index) => {
    const found = drafted.rows[index]!
    takeFindings(row, found)
    prepared.set(id, withTexts(task, found.draft, unbag) as DraftOf<Task>)
    fingerprints.set(id, found.fingerprint)
    written.set(id, found.written)
  })
  const packed = textIn(drafted.bag, drafted.packed)
  return { prepared, fingerprints, written, packed: typeof packed === 'string' ? null : packed.bytes() }
}
