import { isEmail } from '../../../people/email.ts'
import { DEFAULT_PREFERENCES, type Preferences } from '../../../people/preferences.ts'
import type { AccountState, Role } from '../../../store/tables/people.ts'
import { foldName } from '../../../text/slug.ts'
import { newAddressOf, oldPathOf } from '../images/new-addresses.ts'
import type { Row } from '../read/row.ts'
import { type Rich, plain, rich } from '../text/to-text.ts'

export interface AccountDraft {
  name: string
  email: string | null
  /** Null: no log-in by password. */
  md5: string | null
  /** A hash that is not the old program's own: the member needs a new one by mail. */
  hasForeignPassword: boolean
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

/**
 * `preferences` is null where the old site kept none for this member; sites of 2.x have them in the member's own row.
 * `asksAge`: whether the site let its members say that they are of age.
 */
export function toAccount(author: Row, beside: Row | null, zone: string, asksAge = true): AccountDraft {
  const preferences = beside ?? (author.has('level') ? author : null)
  const level = preferences?.integer('level') ?? 0
  const notes: string[] = []
  const md5 = md5Of(author)
  const email = emailOf(author, notes)
  const joined = author.seconds('date', zone)
  return {
    name: nameOf(author, notes),
    email,
    md5,
    role: roleOf(level),
    state: level < 0 ? 'locked' : isUnclaimed(author, md5, email) ? 'unclaimed' : 'active',
    trusted: level >= 1 || (preferences?.flag('validated') ?? false),
    realName: plain(author, 'realname'),
    preferences: preferences ? toPreferences(preferences, asksAge) : DEFAULT_PREFERENCES,
    hasForeignPassword: md5 === null && hasPassword(author),
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

/** A name that shows nothing could be neither typed nor clicked. */
function nameOf(author: Row, notes: string[]): string {
  const name = plain(author, 'penname')
  if (foldName(name) !== '') return name
  const instead = `Member ${author.integer('uid')}`
  notes.push(`has no name that could be read; it is called "${instead}" now`)
  return instead
}

function md5Of(author: Row): string | null {
  const password = author.text('password').trim()
  return /^[0-9a-f]{32}$/i.test(password) ? password : null
}

function hasPassword(author: Row): boolean {
  return !['', '0'].includes(author.text('password').trim())
}

/** No password was ever set, or none that can be used and no mail to replace it: somebody must come and claim it. */
function isUnclaimed(author: Row, md5: string | null, email: string | null): boolean {
  return !hasPassword(author) || (md5 === null && (email === null || !isEmail(email)))
}

function emailOf(author: Row, notes: string[]): string | null {
  const email = plain(author, 'email').replace(/\s+/g, '')
  if (email === '') return null
  if (!isEmail(email)) notes.push(`"${email}" is no e-mail address; it was kept as it is`)
  return email
}

function imageOf(author: Row, notes: string[]): string | null {
  const image = author.text('image').trim()
  const path = oldPathOf(image, author.reading.pictures)
  if (path !== null) return newAddressOf(path, author.reading.pictures)
  if (image === '' || /^https?:\/\/\S+$/i.test(image)) return image === '' ? null : image
  notes.push(`the picture "${image}" is a file of the old site; it was not brought over`)
  return null
}

function toPreferences(preferences: Row, asksAge: boolean): Preferences {
  return {
    ...DEFAULT_PREFERENCES,
    ageConsent: asksAge && preferences.flag('ageconsent'),
    mailAboutReviews: preferences.flag('newreviews'),
    mailAboutReplies: preferences.flag('newrespond'),
    mailAboutUpdates: preferences.flag('alertson'),
    mailAboutSubmissions: preferences.flag('contact'),
    contentsFirst: preferences.flag('storyindex'),
    sortBy: preferences.flag('sortby') ? 'updated' : 'title',
  }
}
