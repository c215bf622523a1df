import type { Generated } from 'kysely'

export interface TagMeaningTable {
  tag_id: number
  meaning_id: number
}

export interface TagAddressTable {
  vocabulary_id: number
  slug: string
  tag_id: number
}

export interface TagDifferenceTable {
  tag_id: number
  other_id: number
  account_id: number | null
  decided_at: number
}

export interface WranglingActTable {
  id: Generated<number>
  kind: string
  detail: Generated<string>
  account_id: number | null
  happened_at: number
  undone_at: number | null
  undone_by: number | null
}

export interface WranglingSubjectTable {
  act_id: number
  tag_id: number
}

export interface WranglingChangeTable {
  act_id: number
  position: number
  place: string
  row_key: string
  row_before: string | null
  row_after: string | null
}

export interface WranglingMoveTable {
  act_id: number
  work_id: number
  from_id: number
  to_id: number
  position: number
  had_both: number
}
