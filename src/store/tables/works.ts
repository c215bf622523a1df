import type { Generated } from 'kysely'

export interface WorkTable {
  id: Generated<number>
  title: string
  sort_title: string
  language: Generated<string>
  summary_source: Generated<string>
  summary_html: Generated<string>
  notes_source: Generated<string>
  notes_html: Generated<string>
  end_notes_source: Generated<string>
  end_notes_html: Generated<string>
  rating_id: number | null
  complete: Generated<number>
  round_robin: Generated<number>
  members_only: Generated<number>
  created_at: number
  held_at: number | null
  posted_at: number | null
  hidden_at: number | null
  deleted_at: number | null
  updated_at: number
  featured_at: number | null
  /** Set: it was featured, and is no longer. */
  featured_until: number | null
  banner_url: string | null
  read_count: Generated<number>
  download_count: Generated<number>
  /** Title, notes, tags or order of chapters of what is out; null: never. */
  changed_at: Generated<number | null>
  word_count: Generated<number>
  chapter_count: Generated<number>
  audience: Generated<number>
  kudos_count: Generated<number>
  /** Without answers, and without what is hidden or deleted. */
  review_count: Generated<number>
  crossover: Generated<number>
  /** Canonical. */
  main_relationship_id: Generated<number | null>
  downloads_on: Generated<number>
  reviews_on: Generated<number>
}

export interface CreatorTable {
  work_id: number
  pseud_id: number
  position: Generated<number>
}

export interface ChapterTable {
  id: Generated<number>
  work_id: number
  position: number
  title: Generated<string>
  language: string | null
  word_count: Generated<number>
  read_count: Generated<number>
  pseud_id: number | null
  posted_at: number | null
  held_at: number | null
  created_at: number
  updated_at: number
}

export interface ChapterTextTable {
  chapter_id: number
  notes_source: Generated<string>
  notes_html: Generated<string>
  html: string
  end_notes_source: Generated<string>
  end_notes_html: Generated<string>
}

export type TextFormat = 'html' | 'plain'

export interface ChapterRevisionTable {
  id: Generated<number>
  chapter_id: number
  format: TextFormat
  source: string
  account_id: number | null
  saved_at: number
}

export interface WorkTagTable {
  work_id: number
  tag_id: number
  position: Generated<number>
}

export interface WorkTagExpansionTable {
  tag_id: number
  work_id: number
  audience: number
  updated_at: number
}

export interface SeriesTable {
  id: Generated<number>
  title: string
  sort_title: string
  summary_source: Generated<string>
  summary_html: Generated<string>
  pseud_id: number | null
  openness: Generated<'closed' | 'moderated' | 'open'>
  banner_url: string | null
  created_at: number
  updated_at: number
  hidden_at: number | null
}

export interface SeriesEntryTable {
  id: Generated<number>
  series_id: number
  work_id: number | null
  part_series_id: number | null
  position: number
  confirmed: Generated<number>
}

export interface SeriesTagTable {
  series_id: number
  tag_id: number
}

export interface DecisionTable {
  id: Generated<number>
  work_id: number
  account_id: number | null
  verdict: 'approved' | 'returned' | 'hidden' | 'shown'
  reason: Generated<string>
  decided_at: number
}

export interface SentFormTable {
  account_id: number
  token: string
  fingerprint: string
  work_id: number | null
  chapter_id: number | null
  sent_at: number
}
