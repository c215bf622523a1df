import type { Generated } from 'kysely'

export interface ShelfTable {
  id: Generated<number>
  account_id: number
  kind: 'later' | 'reading' | 'finished' | 'dropped' | 'favourites' | 'own'
  name: string
  /** Null on the shelves that everybody has. */
  name_folded: Generated<string | null>
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
  /** 0: for the shelf's owner alone. */
  note_is_public: Generated<number>
  /** The shelf's owner where the shelf tells how far they are with the work; else null. */
  status_account_id: Generated<number | null>
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

export interface BundleTakenTable {
  account_id: number
  /** As `series 7`. */
  thing: string
  taken_at: number
}
