import type { Kysely } from 'kysely'
import { type Db, inTransaction } from '../../store/database.ts'
import { withRoomyCache } from '../../store/roomy-cache.ts'
import type { Tables } from '../../store/tables.ts'
import { dropAllWords, packWords } from '../../store/word-index.ts'
import { letAllWait, noteChanged } from './note-changed.ts'
import { ALONE, takeInSlice } from './take-in.ts'

/** Throws the index away and lets every work wait for it anew. */
export async function emptyIndex(db: Db): Promise<void> {
  await inTransaction(db, async (db) => {
    await dropAllWords(db, 'heading_words')
    await dropAllWords(db, 'passage_words')
    await db.deleteFrom('indexed_work').execute()
    await db.deleteFrom('passage').execute()
    await letAllWait(db)
  })
}

export interface Told {
  done: number
  /** Of those that waited when it began. */
  total: number
}

/** Takes in all that waits; returns how many works that were. May be ended anywhere, and begun again. */
export async function takeInAll(db: Kysely<Tables>, tell: (told: Told) => void, size = ALONE): Promise<number> {
  await noteChanged(db)
  const { total } = await db
    .selectFrom('text_waiting')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  let done = 0
  await withRoomyCache(db, async () => {
    for (;;) {
      const works = await takeInSlice(db, size)
      if (works === null) return
      done += works
      tell({ done, total: Math.max(total, done) })
    }
  })
  return done
}

/** Makes searches a little faster after very much was taken in. */
export async function packIndex(db: Kysely<Tables>): Promise<void> {
  await packWords(db, 'heading_words')
  await packWords(db, 'passage_words')
}
