import { existsSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
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

/** The same of an archive on SQLite that is to be made in this folder, which may not be there yet. */
export async function roomForNew(folder: string): Promise<Room> {
  const { bavail, bsize } = await statfs(nearestPlace(folder))
  return { folder, used: 0, free: bavail * bsize }
}

/** What is there already of a path: itself, or the folder that it will be made in. */
export function nearestPlace(path: string): string {
  const place = resolve(path)
  return existsSync(place) ? place : nearestPlace(dirname(place))
}
