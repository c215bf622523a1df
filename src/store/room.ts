import { statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'

export interface Room {
  folder: string
  /** Bytes, as are `free`. */
  used: number
  free: number
}

/** How much the database takes up and how much more it may; null on PostgreSQL, whose disk is elsewhere. */
export async function findRoom(db: Db): Promise<Room | null> {
  if (dialectOf(db).name !== 'sqlite') return null
  const main = sql<{ file: string }>`select file from pragma_database_list where name = 'main'`
  const { file } = (await main.execute(db)).rows[0]!
  const { bavail, bsize } = await statfs(dirname(file))
  return { folder: dirname(file), used: statSync(file).size, free: bavail * bsize }
}
