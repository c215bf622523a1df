import type { Generated } from 'kysely'

export interface HidingTable {
  id: Generated<number>
  account_id: number
  work_id: number | null
  pseud_id: number | null
  tag_id: number | null
  created_at: number
}

export interface SavedSearchTable {
  id: Generated<number>
  account_id: number
  name: string
  name_folded: string
  query: string
  position: number
  looked_at: number
  token_hash: string | null
  created_at: number
}
