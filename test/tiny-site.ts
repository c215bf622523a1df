// A dump of a tiny old site, made row by row: for tests that need one odd thing and nothing else.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A Buffer stands in the dump as the bytes it has; a string as UTF-8. */
export type OldValue = string | number | Buffer | null
export type OldRows = Readonly<Record<string, OldValue | undefined>>[]

/** Columns and defaults as a site of 3.5.5 has them; a row may name others. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, OldValue>>>> = {
  settings: {
    sitekey: 'tiny',
    sitename: 'The Tiny Archive',
    url: 'http://tiny.example/archive',
    tableprefix: '',
    store: 'mysql',
    language: 'en',
    reviewsallowed: 1,
    anonreviews: 0,
    ratings: 1,
    version: '3.5.5',
  },
  authors: {
    uid: 1,
    penname: 'Wren',
    realname: '',
    email: 'wren@tiny.example',
    bio: '',
    image: '',
    date: '2004-05-06 07:08:09',
    admincreated: 0,
    password: '5f4dcc3b5aa765d61d8327deb882cf99',
  },
  authorprefs: { uid: 1, level: 0, validated: 0, categories: '0' },
  categories: {
    catid: 1,
    parentcatid: -1,
    category: 'Tales',
    description: '',
    image: '',
    locked: 0,
    leveldown: 0,
    displayorder: 1,
    numitems: 0,
  },
  characters: { charid: 1, catid: 1, charname: 'Mole', bio: '', image: '' },
  classtypes: { classtype_id: 1, classtype_name: 'genres', classtype_title: 'Genres' },
  classes: { class_id: 1, class_type: 1, class_name: 'Drama' },
  ratings: { rid: 1, rating: 'K', ratingwarning: 0, warningtext: '' },
  stories: {
    sid: 1,
    title: 'A Tiny Tale',
    summary: 'It is short.',
    storynotes: '',
    catid: '1',
    classes: '',
    charid: '',
    rid: '1',
    date: '2005-01-02 03:04:05',
    updated: '2005-01-02 03:04:05',
    uid: 1,
    coauthors: '0',
    featured: 0,
    validated: 1,
    completed: 1,
    rr: 0,
    wordcount: 3,
    rating: 0,
    reviews: 0,
    count: 7,
  },
  chapters: {
    chapid: 1,
    title: 'One',
    inorder: 1,
    notes: '',
    storytext: 'Once upon a time.',
    endnotes: '',
    validated: 1,
    wordcount: 4,
    rating: 0,
    reviews: 0,
    sid: 1,
    uid: 1,
    count: 7,
  },
  series: {
    seriesid: 1,
    title: 'Tiny Tales',
    summary: '',
    uid: 1,
    isopen: 0,
    catid: '',
    rating: 0,
    classes: '',
    characters: '',
    reviews: 0,
    numstories: 0,
  },
  inseries: { seriesid: 1, sid: 1, subseriesid: 0, confirmed: 1, inorder: 1 },
  coauthors: { sid: 1, uid: 1 },
  reviews: {
    reviewid: 1,
    item: 1,
    chapid: 1,
    reviewer: 'Wren',
    uid: 1,
    review: 'Lovely.',
    date: '2006-01-02 03:04:05',
    rating: -1,
    respond: '0',
    type: 'ST',
  },
  favorites: { uid: 1, item: 1, type: 'ST', comments: '' },
  news: { nid: 1, author: 'Wren', title: 'We are open', story: 'Come in.', time: '2004-01-02 03:04:05', comments: 0 },
  comments: { cid: 1, nid: 1, uid: 1, comment: 'Hooray.', time: '2004-01-03 03:04:05' },
  messages: { message_id: 1, message_name: 'rules', message_title: 'Rules', message_text: 'Be kind.' },
  pagelinks: {
    link_id: 1,
    link_name: 'rules',
    link_text: 'Rules',
    link_key: '',
    link_url: 'viewpage.php?page=rules',
    link_target: '0',
    link_access: 0,
  },
  poll: {
    poll_id: 1,
    poll_question: 'Tea?',
    poll_opts: 'Yes|#|No',
    poll_start: '2004-01-02 03:04:05',
    poll_end: '0000-00-00 00:00:00',
    poll_results: '',
  },
  poll_votes: { vote_id: 1, vote_user: 1, vote_opt: 1, vote_poll: 1 },
  shoutbox: { shout_id: 1, shout_name: '1', shout_message: 'Hello!', shout_datestamp: 1_100_000_000 },
  challenges: {
    chalid: 1,
    challenger: 'Wren',
    uid: 1,
    title: 'Write a haiku',
    catid: '',
    characters: '',
    summary: 'Please.',
    responses: 0,
  },
  recommendations: {
    recid: 1,
    title: 'Elsewhere',
    author: 'Somebody',
    summary: '',
    comments: 'Read it.',
    uid: 1,
    recname: 'Wren',
    url: 'http://else.example/',
    catid: '',
    classes: '',
    charid: '',
    rid: '1',
    date: '2005-01-02 03:04:05',
    featured: 0,
    validated: 1,
    completed: 1,
    rating: 0,
    reviews: 0,
  },
  tracker: { sid: 1, uid: 1, last_read: '2007-01-02 03:04:05' },
  authorfields: {
    field_id: 1,
    field_type: 1,
    field_name: 'website',
    field_title: 'Web site',
    field_options: '',
    field_code_in: '',
    field_code_out: '',
    field_on: 1,
  },
  authorinfo: { uid: 1, field: 1, info: 'http://wren.example/' },
  log: {
    log_id: 1,
    log_action: 'Something was done.',
    log_uid: 1,
    log_ip: 2130706433,
    log_timestamp: '2007-01-02 03:04:05',
    log_type: 'RG',
  },
}

/** A site with one member, one story of one chapter, and what hangs on them; `tables` replaces the rows of some. */
export function tinySite(tables: Readonly<Record<string, OldRows>> = {}, prefix = ''): string {
  const base: Record<string, OldRows> = {
    settings: [{}],
    authors: [{}],
    authorprefs: [{}],
    categories: [{}],
    ratings: [{}],
    stories: [{}],
    chapters: [{}],
  }
  const all = Object.entries({ ...base, ...tables })
  return dumpFile(...all.map(([table, rows]) => tableOf(`${prefix}fanfiction_${table}`, rows, DEFAULTS[table] ?? {})))
}

/** Writes a file with these bytes; strings as UTF-8. It goes when the tests end. */
export function dumpFile(...parts: (Buffer | string)[]): string {
  const path = join(folder(), `site-${++made}.sql`)
  writeFileSync(path, Buffer.concat(parts.map((part) => Buffer.from(part as string))))
  return path
}

let made = 0
let kept: string | undefined
function folder(): string {
  if (kept) return kept
  kept = mkdtempSync(join(tmpdir(), 'fanfold-tiny-'))
  process.once('exit', () => rmSync(kept!, { recursive: true, force: true }))
  return kept
}

function tableOf(name: string, rows: OldRows, defaults: Readonly<Record<string, OldValue>>): Buffer {
  const columns = [...new Set([...Object.keys(defaults), ...rows.flatMap(Object.keys)])]
  const types = columns.map((column) => `  \`${column}\` ${typeof defaults[column] === 'number' ? 'int(11)' : 'text'}`)
  const head = `CREATE TABLE \`${name}\` (\n${types.join(',\n')}\n) ENGINE=MyISAM;\n`
  const inserts = rows.map((row) => {
    const values = columns.map((column) =>
      literal(row[column] === undefined ? (defaults[column] ?? null) : row[column]),
    )
    return Buffer.concat([Buffer.from(`INSERT INTO \`${name}\` VALUES (`), ...commas(values), Buffer.from(');\n')])
  })
  return Buffer.concat([Buffer.from(head), ...inserts])
}

function commas(values: readonly Buffer[]): Buffer[] {
  return values.flatMap((value, index) => (index === 0 ? [value] : [Buffer.from(','), value]))
}

function literal(value: OldValue): Buffer {
  if (value === null) return Buffer.from('NULL')
  if (typeof value === 'number') return Buffer.from(String(value))
  const bytes = Buffer.from(value as string)
  const escaped: number[] = [0x27]
  for (const byte of bytes) {
    if (byte === 0x27 || byte === 0x5c) escaped.push(0x5c, byte)
    else if (byte === 0) escaped.push(0x5c, 0x30)
    else escaped.push(byte)
  }
  return Buffer.from([...escaped, 0x27])
}
