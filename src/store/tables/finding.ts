import type { Generated } from 'kysely'

export interface WorkChangeTable {
  id: Generated<number>
  work_id: number
  numbers_only: Generated<number>
}

export interface TextWaitingTable {
  work_id: number
}

export interface IndexedWorkTable {
  work_id: number
  stamp: string
}

export interface PassageTable {
  id: number
  chapter_id: number
  stamp: string
}
