import type { Generated } from 'kysely'

export type ScoreScale = 'stars' | 'likes'

export interface ReviewTable {
  id: Generated<number>
  work_id: number | null
  chapter_id: number | null
  series_id: number | null
  parent_id: number | null
  pseud_id: number | null
  guest_name: string | null
  body_source: Generated<string>
  body_html: Generated<string>
  score: number | null
  score_scale: ScoreScale | null
  posted_at: number | null
  edited_at: number | null
  hidden_at: number | null
  deleted_at: number | null
  created_at: number
}

export interface KudosTable {
  id: Generated<number>
  work_id: number
  account_id: number | null
  guest_key: string | null
  created_at: number
}
