import type { Generated } from 'kysely'

export interface ShelfTable {
  id: Generated<number>
  account_id: number
  kind: 'later' | 'reading' | 'finished' | 'dropped' | 'favourites' | 'own'
  name: string
  slug: string
  is_public: Generated<number>
  position: Generated<number>
  created_at: number
}

export interface BookmarkTable {
  id: Generated<number>
  shelf_id: number
  work_id: number | null
  series_id: number | null
  pseud_id: number | null
  title: string
  note_source: Generated<string>
  note_html: Generated<string>
  created_at: number
}

export interface SubscriptionTable {
  id: Generated<number>
  account_id: number
  work_id: number | null
  series_id: number | null
  pseud_id: number | null
  tag_id: number | null
  created_at: number
}

export interface ReadingPlaceTable {
  account_id: number
  work_id: number
  read_at: number
  noted_at: number | null
  chapter_id: number | null
  chapter_position: Generated<number>
  paragraph: Generated<number>
  fingerprint: Generated<string>
  at_end: Generated<number>
}

export interface ReadMarkTable {
  account_id: number
  chapter_id: number
  read_at: number | null
}
