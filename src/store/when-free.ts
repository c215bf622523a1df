// Other processes and threads write into the same SQLite file. SQLite would wait for them asleep, and with it this whole
// thread, pages and all; so we ask again and again, and do other things in between.
import { setTimeout as pause } from 'node:timers/promises'
import type { SqliteFile } from './sqlite-file.ts'

/** The largest act on tags takes some seconds. */
const PATIENCE_MS = 60_000
const LONGEST_PAUSE_MS = 16
const BUSY = 5

/** For a connection whose every writing goes through `whenFree`. */
export function waitElsewhere(file: SqliteFile): void {
  file.exec('pragma busy_timeout = 0')
}

/** Does it as soon as nobody else writes; what is left half done must not matter. After a minute it fails. */
export async function whenFree<Result>(write: () => Result): Promise<Result> {
  const end = performance.now() + PATIENCE_MS
  for (let ms = 1; ; ms = Math.min(2 * ms, LONGEST_PAUSE_MS)) {
    try {
      return write()
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error
    }
    await pause(ms)
  }
}

/** Somebody else has it. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === BUSY
}
