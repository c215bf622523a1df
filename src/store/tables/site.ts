import type { Generated } from 'kysely'

export interface SettingTable {
  name: string
  value: string
  updated_at: number
}

export interface EventTable {
  id: Generated<number>
  kind: string
  subject_id: number
  account_id: number | null
  payload: Generated<string>
  happened_at: number
}

export interface JobTable {
  id: Generated<number>
  kind: string
  payload: string
  run_at: number
  leased_until: number | null
  attempts: Generated<number>
  last_error: string | null
  created_at: number
}

export interface AttemptTable {
  key: string
  window_started_at: number
  tries: number
}

export interface LegacyIdTable {
  source: string
  kind: string
  old_id: string
  new_id: number
  fingerprint: string | null
  written: Generated<string | null>
}

export interface LegacyBlockTable {
  id: Generated<number>
  source: string
  table_name: string
  packed: Uint8Array
}

export interface LegacyRowTable {
  source: string
  table_name: string
  old_id: string
  aside: Generated<number>
  packed: Uint8Array
}

export interface ImportRunTable {
  id: Generated<number>
  source: Generated<string>
  state: 'waiting' | 'running' | 'stopped' | 'failed' | 'finished'
  options: Generated<string>
  progress: Generated<string>
  report: string | null
  message: Generated<string>
  account_id: number | null
  created_at: number
  finished_at: number | null
}

export interface ImportExceptionTable {
  id: Generated<number>
  run_id: number
  key: string
  table_name: string
  old_id: string
  outcome: string
  message: string
}

export interface NewsTable {
  id: Generated<number>
  title: string
  body_source: Generated<string>
  body_html: Generated<string>
  pseud_id: number | null
  author_name: Generated<string>
  posted_at: number
  edited_at: number | null
}

export interface NewsCommentTable {
  id: Generated<number>
  news_id: number
  pseud_id: number | null
  guest_name: string | null
  body_source: Generated<string>
  body_html: Generated<string>
  posted_at: number | null
  created_at: number
  edited_at: Generated<number | null>
}

export interface PageTable {
  id: Generated<number>
  slug: string
  title: string
  body_source: Generated<string>
  body_html: Generated<string>
  code: Generated<string>
  updated_at: number
}
