// The thread that searches a SQLite archive: there a long search would hold up every page. It has its own connections.
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../../store/database.ts'
import { openTexts } from '../../store/texts-file.ts'
import type { SliceSize } from './parcel.ts'
import { type FoundTexts, type Located, type TextAsking, TextIndex } from './text-index.ts'

export interface ThreadPlace {
  dataDir: string
  durable: boolean
}

export type ThreadOrder = { number: number } & ({ find: TextAsking } | { locate: Located } | { takeIn: SliceSize })
export type ThreadAnswer =
  | { number: number; found: FoundTexts }
  | { number: number; located: number[] }
  | { number: number; taken: number | null }
  | { number: number; error: unknown }

/** Of niceness: where all processors are at work it gets half as much time as the pages do, or less. */
const BEHIND_PAGES = 5

const port = parentPort!
// Where it means this thread alone: elsewhere the pages would have to wait as well.
if (process.platform === 'linux') setPriority(BEHIND_PAGES)
const { dataDir, durable } = workerData as ThreadPlace
const db = openTexts(openDatabase({ url: null, dataDir, durable }))
const index = new TextIndex(db)

port.on('message', (order: ThreadOrder | 'close') => {
  if (order === 'close') {
    void db.destroy().finally(() => port.close())
    return
  }
  void answer(order).then((answer) => {
    port.postMessage(answer, 'found' in answer && answer.found.ids ? [answer.found.ids.buffer] : [])
  })
})

async function answer(order: ThreadOrder): Promise<ThreadAnswer> {
  const { number } = order
  try {
    if ('find' in order) return { number, found: await index.find(order.find) }
    if ('locate' in order) return { number, located: await index.locate(order.locate) }
    return { number, taken: await index.takeIn(order.takeIn) }
  } catch (error) {
    return { number, error }
  }
}
