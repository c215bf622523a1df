import { dirname } from 'node:path'
import type { Kysely } from 'kysely'
import { type Db, inTransaction } from '../../store/database.ts'
import { placeOf } from '../../store/sqlite.ts'
import { withRoomyWriter } from '../../store/cache-sizes.ts'
import type { Tables } from '../../store/tables.ts'
import { dropAllWords, packWords, withRoomForWords } from '../../store/word-index.ts'
import { letAllWait, noteChanged } from './note-changed.ts'
import type { Parcel, SliceSize } from './parcel.ts'
import { readAhead } from './read-ahead.ts'
import type { AheadPlace } from './read-ahead-thread.ts'
import { ALONE, takeInParcel, takeInSlice } from './take-in.ts'

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

interface Ways {
  size?: SliceSize
  /** Nobody else changes works or the index meanwhile: on SQLite a thread reads texts ahead then. */
  alone?: boolean
}

type Tell = (told: Told) => void

/** Takes in all that waits; returns how many works that were. May be ended anywhere, and begun again. */
export async function takeInAll(db: Kysely<Tables>, tell: Tell, { size, alone = false }: Ways = {}): Promise<number> {
  await noteChanged(db)
  const { total } = await db
    .selectFrom('text_waiting')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  let done = 0
  const count = (works: number) => {
    done += works
    tell({ done, total: Math.max(total, done) })
  }
  await withRoomyWriter(db, async () => {
    const file = placeOf(db)
    if (alone && file && total >= WORTH_A_THREAD)
      await withRoomForWords(db, () => takeInAhead(db, { dataDir: dirname(file.path), size: size ?? PARCEL }, count))
    for (;;) {
      const works = await takeInSlice(db, size ?? ALONE)
      if (works === null) return
      count(works)
    }
  })
  return done
}

/** A thread takes a while to start. */
const WORTH_A_THREAD = 20
const PARCEL: SliceSize = { works: 200, bytes: 1024 * 1024 }
/** What FTS5 takes in by one transaction becomes one piece, and pieces cost time to put together. */
const PARCELS_A_PIECE = 16

async function takeInAhead(db: Kysely<Tables>, place: AheadPlace, count: (works: number) => void): Promise<void> {
  const parcels = readAhead(place)
  try {
    for (let works: number | null = 0; works !== null;) {
      works = await takeInPiece(db, parcels)
      if (works !== null) count(works)
    }
  } finally {
    await parcels.return()
  }
}

/** Returns how many works are done with it; null where there are no more parcels. */
async function takeInPiece(db: Kysely<Tables>, parcels: AsyncGenerator<Parcel, void>): Promise<number | null> {
  return inTransaction(db, async (db) => {
    let works = 0
    for (let count = 0; count < PARCELS_A_PIECE; count += 1) {
      const { value: parcel } = await parcels.next()
      if (!parcel) return count === 0 ? null : works
      await takeInParcel(db, parcel)
      works += parcel.done.length
    }
    return works
  })
}

/** Makes searches a little faster after very much was taken in. */
export async function packIndex(db: Kysely<Tables>): Promise<void> {
  await packWords(db, 'heading_words')
  await packWords(db, 'passage_words')
}
