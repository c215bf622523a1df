import type { Generated } from 'kysely'

export interface UploadTable {
  id: Generated<number>
  sha256: string
  mime: 'image/png' | 'image/gif' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
  byte_count: number
  bytes: Uint8Array
  created_at: number
}
