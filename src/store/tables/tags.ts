import type { Generated } from 'kysely'

export type VocabularyRole = 'rating' | 'warning' | 'fandom' | 'character' | 'relationship' | 'freeform' | 'facet'

export interface VocabularyTable {
  id: Generated<number>
  slug: string
  name: string
  role: VocabularyRole
  closed: Generated<number>
  many: Generated<number>
  required: Generated<number>
  spoiler: Generated<number>
  on_blurb: Generated<number>
  position: Generated<number>
  in_head: Generated<number>
  in_filters: Generated<number>
  in_browse: Generated<number>
  least: Generated<number>
  most: Generated<number>
  description_source: Generated<string>
  description_html: Generated<string>
  created_at: number
}

export interface VocabularyAddressTable {
  slug: string
  vocabulary_id: number
}

export interface TagTable {
  id: Generated<number>
  vocabulary_id: number
  name: string
  name_folded: string
  sort_name: string
  slug: string
  canonical_id: number | null
  description_source: Generated<string>
  description_html: Generated<string>
  image_url: string | null
  position: Generated<number>
  locked: Generated<number>
  /** When somebody sorted it; null: nobody has. */
  looked_at: Generated<number | null>
  left_alone: Generated<number>
  hidden: Generated<number>
  members_only: Generated<number>
  age_consent: Generated<number>
  warn_first: Generated<number>
  warning_text: Generated<string>
  created_at: number
}

export interface TagParentTable {
  tag_id: number
  parent_id: number
}

export interface TagScopeTable {
  tag_id: number
  fandom_id: number
}
