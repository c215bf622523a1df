import type { Generated } from 'kysely'

export type Role = 'member' | 'moderator' | 'admin' | 'owner'
export type AccountState = 'active' | 'locked' | 'unclaimed'

export interface AccountTable {
  id: Generated<number>
  email: string | null
  email_folded: string | null
  password_hash: string | null
  role: Generated<Role>
  state: Generated<AccountState>
  trusted: Generated<number>
  real_name: Generated<string>
  preferences: Generated<string>
  joined_at: number
  last_seen_at: number | null
}

export interface PseudTable {
  id: Generated<number>
  account_id: number
  name: string
  login_name: string
  slug: string
  sort_name: string
  bio_source: Generated<string>
  bio_html: Generated<string>
  image_url: string | null
  is_default: Generated<number>
  created_at: number
}

export interface RegistrationTable {
  token_hash: string
  name: string
  login_name: string
  email: string
  password_hash: string
  created_at: number
  expires_at: number
}

export interface SessionTable {
  token_hash: string
  account_id: number
  user_agent: Generated<string>
  created_at: number
  seen_at: number
  expires_at: number
}

export interface AccountTokenTable {
  token_hash: string
  account_id: number
  purpose: 'reset_password' | 'change_email' | 'claim'
  email: string | null
  created_at: number
  expires_at: number
}

export interface AuditEntryTable {
  id: Generated<number>
  account_id: number | null
  action: string
  subject_kind: string | null
  subject_id: number | null
  detail: Generated<string>
  happened_at: number
}

export interface ModeratorScopeTable {
  account_id: number
  tag_id: number
}

export type ClaimState = 'waiting' | 'linked' | 'joined' | 'refused'

export interface ClaimTable {
  id: Generated<number>
  pseud_id: number
  account_id: number | null
  email: string | null
  reason: string
  state: Generated<ClaimState>
  answer: Generated<string>
  decided_by: number | null
  decided_at: number | null
  created_at: number
}

export interface AppPasswordTable {
  id: Generated<number>
  account_id: number
  name: string
  token_hash: string
  accepts_warnings: Generated<number>
  created_at: number
  used_at: number | null
}

export interface FeedAddressTable {
  account_id: number
  token_hash: string
  created_at: number
}
