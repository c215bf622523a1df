import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { placeOf } from '../../store/sqlite.ts'
import type { Tables } from '../../store/tables.ts'
import { withRoomForWords } from '../../store/word-index.ts'
import { ALONE } from './take-in.ts'
import { ThreadOfTexts } from './thread-of-texts.ts'

const REST_MS = 300

/**
 * Takes in what comes into a SQLite archive while `work` brings it, in a thread that stays behind it: what it has not come to
 * when `work` is over waits for `takeInAll`. On PostgreSQL, where both would write into one database, all of it waits.
 */
export async function takeInBeside<Result>(texts: Kysely<Tables>, work: () => Promise<Result>): Promise<Result> {
  const place = placeOf(texts)
  if (!place) return work()
  const thread = new ThreadOfTexts({ dataDir: dirname(place.path), durable: place.durable })
  const over = new AbortController()
  const follow = async () => {
    while (!over.signal.aborted) if ((await thread.takeIn(ALONE)) === null) await pause(REST_MS)
  }
  // Whatever hinders it is met again by `takeInAll`, which says so.
  const following = withRoomForWords(texts, follow).catch(() => {})
  try {
    return await work()
  } finally {
    over.abort()
    await following
    await thread.close()
  }
}
