import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

const EVERY_MS = 250
/** SQLite's own default. */
const MANY_PAGES = 1000
/** A log that is never quite empty goes on growing, and reads take longer. */
const TOO_MANY_PAGES = 20_000

const file = new DatabaseSync(workerData as string)
// A restart lets every writer wait; a reader who takes long is not waited for, since it is tried again.
file.exec('pragma busy_timeout = 50')
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
  if (log > TOO_MANY_PAGES) run('restart')
}

/** What cannot be done now is done later. */
function run(how: 'noop' | 'passive' | 'restart'): Log {
  return file.prepare(`pragma wal_checkpoint(${how})`).get() as unknown as Log
}
