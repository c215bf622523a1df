import { createHash } from 'node:crypto'
import type { Db } from '../store/database.ts'
import type { UploadTable } from '../store/tables/uploads.ts'
import { type PictureType, pictureTypeOf } from './picture-type.ts'

export interface Upload {
  id: number
  /** Where it is shown; it never changes. */
  address: string
}

const ENDINGS: Readonly<Record<PictureType['mime'], string>> = {
  'image/png': 'png',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}

/** The last part of an upload's address is its name: the hash of its bytes, and an ending that fits them. */
export function uploadAddress({ sha256, mime }: Pick<UploadTable, 'sha256' | 'mime'>): string {
  return `/uploads/${sha256}.${ENDINGS[mime]}`
}

/** Null for bytes that are no picture. The same bytes twice are one upload. */
export async function keepUpload(db: Db, bytes: Buffer, now: number): Promise<Upload | null> {
  const type = pictureTypeOf(bytes)
  if (!type) return null
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await db
    .insertInto('upload')
    .values({ sha256, ...type, byte_count: bytes.length, bytes, created_at: now })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute()
  const { id } = await db.selectFrom('upload').select('id').where('sha256', '=', sha256).executeTakeFirstOrThrow()
  return { id, address: uploadAddress({ sha256, mime: type.mime }) }
}

/** By the last part of its address; null for one that is not there. */
export async function findUpload(db: Db, name: string): Promise<Pick<UploadTable, 'mime' | 'bytes'> | null> {
  const sha256 = /^([0-9a-f]{64})\.(?:png|gif|jpg|webp)$/.exec(name)?.[1]
  if (!sha256) return null
  const upload = await db.selectFrom('upload').select(['mime', 'bytes']).where('sha256', '=', sha256).executeTakeFirst()
  return upload && name.endsWith(`.${ENDINGS[upload.mime]}`) ? upload : null
}

export interface UploadFacts extends Pick<UploadTable, 'sha256' | 'mime' | 'width' | 'height'> {
  byteCount: number
}

const MOST_AT_ONCE = 500

/** What is known of the uploads at these addresses, without their bytes; those that are not there are left out. */
export async function listUploads(db: Db, addresses: readonly string[]): Promise<Map<string, UploadFacts>> {
  const found = new Map<string, UploadFacts>()
  const hashes = [...new Set(addresses.flatMap((address) => hashIn(address) ?? []))]
  for (let start = 0; start < hashes.length; start += MOST_AT_ONCE) {
    const rows = await db
      .selectFrom('upload')
      .where('sha256', 'in', hashes.slice(start, start + MOST_AT_ONCE))
      .select(['sha256', 'mime', 'width', 'height', 'byte_count as byteCount'])
      .execute()
    for (const row of rows) found.set(uploadAddress(row), row)
  }
  return found
}

export async function readUpload(db: Db, address: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const upload = await findUpload(db, address.slice(address.lastIndexOf('/') + 1))
  return upload && new Uint8Array(upload.bytes)
}

function hashIn(address: string): string | undefined {
  return /^\/uploads\/([0-9a-f]{64})\.[a-z]+$/.exec(address)?.[1]
}
