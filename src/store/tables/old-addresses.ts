import type { Generated } from 'kysely'

export interface OldSiteTable {
  id: Generated<number>
  source: string
  host: string
  path: string
  story_folder: Generated<string>
  numbers_chapters: Generated<number>
  by_owner: Generated<number>
  moved_at: number
}

export interface MissedAddressTable {
  address: string
  hits: number
  referrer_host: Generated<string>
  first_seen_at: number
  last_seen_at: number
  leads_to: string | null
  dismissed_at: number | null
}
