import { DEFAULT_PREFERENCES, type Preferences } from '../../../people/preferences.ts'
import type { AccountState, Role } from '../../../store/tables/people.ts'
import type { Row } from '../read/row.ts'
import { type Rich, plain, rich } from '../text/to-text.ts'

export interface AccountDraft {
  name: string
  email: string | null
  /** Null: no log-in by password. */
  md5: string | null
  role: Role
  state: AccountState
  trusted: boolean
  realName: string
  preferences: Preferences
  joinedAt: number | null
  bio: Rich
  imageUrl: string | null
  /** Categories that a moderator is limited to; empty is all. */
  scope: number[]
  notes: string[]
}

/** `preferences` is null where the old site kept none for this member. */
export function toAccount(author: Row, preferences: Row | null, zone: string): AccountDraft {
  const uid = author.integer('uid')
  const level = preferences?.integer('level') ?? 0
  const notes: string[] = []
  const md5 = md5Of(author, notes)
  const joined = author.seconds('date', zone)
  return {
    name: plain(author, 'penname') || `Member ${uid}`,
    email: emailOf(author, notes),
    md5,
    role: roleOf(level),
    state: level < 0 ? 'locked' : isUnclaimed(author) ? 'unclaimed' : 'active',
    trusted: level >= 1 || (preferences?.flag('validated') ?? false),
    realName: plain(author, 'realname'),
    preferences: preferences ? toPreferences(preferences) : DEFAULT_PREFERENCES,
    joinedAt: joined === null ? null : joined * 1000,
    bio: rich(author, 'bio'),
    imageUrl: imageOf(author, notes),
    scope: level === 3 ? (preferences?.ids('categories') ?? []) : [],
    notes,
  }
}

/** 1 did everything, 2 nearly so, 3 moderated; 4 was an author who is trusted. */
function roleOf(level: number): Role {
  if (level === 1 || level === 2) return 'admin'
  return level === 3 ? 'moderator' : 'member'
}

function md5Of(author: Row, notes: string[]): string | null {
  const password = author.text('password').trim()
  if (/^[0-9a-f]{32}$/i.test(password)) return password
  if (password !== '' && password !== '0')
    notes.push('the password is no md5; the member must ask for a new one by mail')
  return null
}

/** Entered by an admin for somebody else, and never released: no password was ever set. */
function isUnclaimed(author: Row): boolean {
  return ['', '0'].includes(author.text('password').trim())
}

function emailOf(author: Row, notes: string[]): string | null {
  const email = plain(author, 'email').replace(/\s+/g, '')
  if (email === '') return null
  if (!email.includes('@')) notes.push(`"${email}" is no e-mail address; it was kept as it is`)
  return email
}

function imageOf(author: Row, notes: string[]): string | null {
  const image = author.text('image').trim()
  if (image === '' || /^https?:\/\/\S+$/i.test(image)) return image === '' ? null : image
  notes.push(`the picture "${image}" is a file of the old site; it was not brought over`)
  return null
}

function toPreferences(preferences: Row): Preferences {
  return {
    ...DEFAULT_PREFERENCES,
    ageConsent: preferences.flag('ageconsent'),
    mailAboutReviews: preferences.flag('newreviews'),
    mailAboutReplies: preferences.flag('newrespond'),
    mailAboutUpdates: preferences.flag('alertson'),
    contentsFirst: preferences.flag('storyindex'),
    sortBy: preferences.flag('sortby') ? 'updated' : 'title',
  }
}
