import { value } from '../older-versions/site-tables.ts'
import type { Row } from '../row.ts'
import type { Spool } from '../spool.ts'
import { type ForumKind, forumTable } from '../table-names.ts'

/** A member as the table of members has them, by bytes. */
export interface Member {
  uid: number
  penname: Buffer
  realname: Buffer | null
  email: Buffer | null
  website: Buffer | null
  /** Seconds, as digits. */
  date: Buffer | null
  password: Buffer | null
}

export interface ForumColumns {
  kind: ForumKind
  uid: string
  /** The first that is filled counts. */
  penname: readonly string[]
  email: readonly string[]
  website: readonly string[]
  date: readonly string[]
  password: string
}

/** SMF 1 wrote its names in one way and SMF 2 in another; here all are in lower case. */
const COLUMNS: Readonly<Record<ForumKind, ForumColumns>> = {
  smf: {
    kind: 'smf',
    uid: 'id_member',
    penname: ['member_name', 'membername'],
    email: ['email_address', 'emailaddress'],
    website: ['website_url', 'websiteurl'],
    date: ['date_registered', 'dateregistered'],
    password: 'passwd',
  },
  phpbb: {
    kind: 'phpbb',
    uid: 'user_id',
    penname: ['username'],
    email: ['user_email'],
    website: ['user_website'],
    date: ['user_regdate'],
    password: 'user_password',
  },
  fusion: {
    kind: 'fusion',
    uid: 'user_id',
    penname: ['user_name'],
    email: ['user_email'],
    website: ['user_web'],
    date: ['user_joined'],
    password: 'user_password',
  },
}

/** How a forum's table of members is laid out; null for one that merely has its name. */
export function forumColumns(spool: Spool, table: string): ForumColumns | null {
  const kind = forumTable(table)
  const columns = spool.tables.get(table)?.columns
  if (kind === null || !columns) return null
  const { uid, penname } = COLUMNS[kind]
  return columns.has(uid) && penname.some((name) => columns.has(name)) ? COLUMNS[kind] : null
}

export function readForumMember(row: Row, columns: ForumColumns): Member {
  const first = (names: readonly string[]) => row.raw(names.find((name) => row.isFilled(name)) ?? '')
  const uid = row.integer(columns.uid)
  return {
    uid,
    penname: first(columns.penname) ?? value(`Member ${uid}`),
    realname: null,
    email: first(columns.email),
    website: first(columns.website),
    date: first(columns.date),
    password: passwordOf(row, columns),
  }
}

/** Only phpBB 2 kept what the old program kept; 32 digits of another forum are made in another way. */
function passwordOf(row: Row, { kind, password }: ForumColumns): Buffer | null {
  const kept = row.raw(password)
  if (!kept || kept.length === 0) return null
  const isSame = kind === 'phpbb' && /^[0-9a-f]{32}$/i.test(kept.toString('latin1'))
  return isSame ? kept : value('of the forum')
}
