// The thread that searches a SQLite archive: there a long search would hold up every page. It has its own connections.
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../../store/database.ts'
import { TextIndex, type FoundTexts, type TextQuestion } from './text-index.ts'

export interface ThreadPlace {
  dataDir: string
  durable: boolean
}

export type ThreadOrder = { number: number; question: TextQuestion | null }
export type ThreadAnswer =
  | { number: number; found: FoundTexts }
  | { number: number; taken: number | null }
  | { number: number; error: unknown }

const port = parentPort!
const { dataDir, durable } = workerData as ThreadPlace
const db = openDatabase({ url: null, dataDir, durable })
const index = new TextIndex(db)

port.on('message', (order: ThreadOrder | 'close') => {
  if (order === 'close') {
    void db.destroy().finally(() => port.close())
    return
  }
  void answer(order).then((answer) => {
    port.postMessage(answer)
  })
})

async function answer({ number, question }: ThreadOrder): Promise<ThreadAnswer> {
  try {
    return question ? { number, found: await index.find(question) } : { number, taken: await index.takeIn() }
  } catch (error) {
    return { number, error }
  }
}
