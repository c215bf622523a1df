import type { Generated } from 'kysely'

export type ShownTo = 'everybody' | 'members' | 'moderators'

export interface MenuLinkTable {
  id: Generated<number>
  label: string
  address: string
  new_window: Generated<number>
  shown_to: Generated<ShownTo>
  position: Generated<number>
}

export interface PollTable {
  id: Generated<number>
  question: string
  opened_at: number | null
  closed_at: number | null
  created_at: number
}

export interface PollOptionTable {
  id: Generated<number>
  poll_id: number
  position: number
  label: string
  counted: Generated<number>
}

export interface PollVoteTable {
  poll_id: number
  account_id: number
  option_id: number
  voted_at: number | null
}

export interface ShoutTable {
  id: Generated<number>
  pseud_id: number | null
  guest_name: string | null
  body_source: Generated<string>
  body_html: Generated<string>
  posted_at: number | null
  created_at: number
}

export type ProfileKind = 'url' | 'select' | 'yes_no' | 'id_url' | 'text'

export interface ProfileFieldTable {
  id: Generated<number>
  kind: ProfileKind
  name: string
  title: string
  options: Generated<string>
  address_pattern: Generated<string>
  code: Generated<string>
  is_on: Generated<number>
  position: Generated<number>
}

export interface ProfileValueTable {
  id: Generated<number>
  pseud_id: number
  field_id: number
  value: string
}
