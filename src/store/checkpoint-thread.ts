import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { LogLimits } from './checkpoint-beside.ts'

const EVERY_MS = 250
/** SQLite's own default. */
const MANY_PAGES = 1000

const { path, mostPages, patienceMs } = workerData as LogLimits & { path: string }
const file = new DatabaseSync(path)
file.exec(`pragma busy_timeout = ${patienceMs}`)
const look = setInterval(checkpoint, EVERY_MS)
parentPort!.once('message', () => {
  clearInterval(look)
  file.close()
  parentPort!.close()
})

interface Log {
  /** Pages, and how many of them are in the file itself. */
  log: number
  checkpointed: number
}

function checkpoint(): void {
  const { log, checkpointed } = run('noop')
  if (log - checkpointed < MANY_PAGES) return
  run('passive')
  // Whoever wants to write waits for the little that has been written since, and then writes at the log's beginning.
  if (log > mostPages) run('restart')
}

/** What cannot be done now is done later. */
function run(how: 'noop' | 'passive' | 'restart'): Log {
  return file.prepare(`pragma wal_checkpoint(${how})`).get() as unknown as Log
}
