// Makes a dump of an old site of any size, the same bytes in every run:
//   node bench/make-dump.ts --size 100 [--out FILE]      (size in MB)
import { mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { DumpFile } from './dump-file.ts'
import { Texts } from './make-dump-texts.ts'
import { Random } from './random.ts'

/** Rows per MB, as large archives have them: texts are seven tenths of the bytes. */
const STORIES = 10.4
const MEMBERS = 50
const REVIEWS = 420
const FAVOURITES = 250
const SERIES = 1.5
const LOG = 60
const CATEGORIES = 120
const CHARACTERS = 900
const CLASSES = 60
const START = 1_000_000_000
const DAY = 86_400
/** To wrap them would take longer than all the rest, and as long whatever is done to it. */
const NO_PASSWORD = '0'

export const KEPT = join(import.meta.dirname, '../.cache/bench')

export function pathOfDump(size: number): string {
  return join(KEPT, `old-site-${size}.sql`)
}

interface Site {
  dump: DumpFile
  texts: Texts
  stories: number
  members: number
  /** The first number of the chapters of each story, and one more at the end. */
  chapters: Int32Array
}

export function makeDump(size: number, path: string): { bytes: number; rows: number } {
  mkdirSync(dirname(path), { recursive: true })
  const unfinished = `${path}.part`
  const dump = new DumpFile(unfinished)
  const stories = Math.ceil(STORIES * size)
  const site = {
    dump,
    texts: new Texts(),
    stories,
    members: Math.ceil(MEMBERS * size),
    chapters: numberChapters(stories),
  }
  // In the order of the alphabet, as phpMyAdmin writes them.
  for (const write of [members, tags, chapters, favourites, series, log, news, ratings, reviews, settings, works]) {
    write(site, Math.ceil(size))
  }
  dump.close()
  renameSync(unfinished, path)
  return { bytes: dump.bytes, rows: dump.rows }
}

/** Most stories have a few chapters, one in five hundred has hundreds. */
function numberChapters(stories: number): Int32Array {
  const random = new Random(7)
  const first = new Int32Array(stories + 2)
  first[1] = 1
  for (let sid = 1; sid <= stories; sid++) {
    const count = random.below(500) === 0 ? 100 + random.below(300) : 1 + random.skewed(random.below(4) === 0 ? 40 : 6)
    first[sid + 1] = first[sid]! + count
  }
  return first
}

function members({ dump, texts, members }: Site): void {
  const random = new Random(11)
  dump.table(
    'authors',
    'uid int(11), penname varchar(200), realname varchar(200), email varchar(200), bio text, image varchar(200), date int(10), admincreated char(1), password varchar(40)',
  )
  for (let uid = 1; uid <= members; uid++) {
    const bio = random.below(5) === 0 ? texts.brief(random, 50 + random.skewed(1500)) : ''
    dump.row([uid, `Member ${uid}`, '', `member${uid}@example.org`, bio, '', START + uid * 60, '0', NO_PASSWORD])
  }
}

function tags({ dump, texts }: Site): void {
  const random = new Random(13)
  dump.table(
    'categories',
    'catid int(11), parentcatid int(11), category varchar(60), description text, image varchar(100), locked char(1), leveldown tinyint(4), displayorder int(11), numitems int(11)',
  )
  for (let id = 1; id <= CATEGORIES; id++) {
    const parent = id <= 12 ? -1 : 1 + random.below(12)
    dump.row([id, parent, `Category ${id}`, texts.words(random, 9), '', '0', id <= 12 ? 0 : 1, id, 0])
  }
}

function chapters({ dump, texts, stories, members, chapters }: Site): void {
  const random = new Random(17)
  dump.table(
    'chapters',
    'chapid int(11), title varchar(250), inorder int(11), notes text, storytext text, endnotes text, validated char(1), wordcount int(11), rating tinyint(4), reviews smallint(6), sid int(11), uid int(11), count int(11)',
  )
  for (let sid = 1; sid <= stories; sid++) {
    const uid = authorOf(sid, members)
    for (let id = chapters[sid]!; id < chapters[sid + 1]!; id++) {
      const notes = random.below(3) === 0 ? texts.brief(random, 40 + random.skewed(600)) : ''
      const endNotes = random.below(8) === 0 ? texts.brief(random, 40 + random.skewed(300)) : ''
      const text = texts.chapter(random, 800 + random.skewed(37_000))
      const inorder = id - chapters[sid]! + 1
      dump.row([
        id,
        texts.words(random, 5),
        inorder,
        notes,
        text,
        endNotes,
        '1',
        2000,
        0,
        0,
        sid,
        uid,
        random.skewed(5000),
      ])
    }
  }
  dump.table('characters', 'charid int(11), catid int(11), charname varchar(60), bio text, image varchar(200)')
  for (let id = 1; id <= CHARACTERS; id++) dump.row([id, 1 + (id % CATEGORIES), `Character ${id}`, '', ''])
  dump.table('classes', 'class_id int(11), class_type int(11), class_name varchar(100)')
  for (let id = 1; id <= CLASSES; id++) dump.row([id, 1 + (id % 3), `Class ${id}`])
  dump.table('classtypes', 'classtype_id int(11), classtype_name varchar(50), classtype_title varchar(50)')
  for (let id = 1; id <= 3; id++) dump.row([id, `type${id}`, `Type ${id}`])
  dump.table('coauthors', 'sid int(11), uid int(11)')
  for (let sid = 25; sid <= stories; sid += 25) dump.row([sid, 1 + (authorOf(sid, members) % members)])
}

function favourites({ dump, texts, stories, members }: Site, size: number): void {
  const random = new Random(19)
  dump.table('favorites', 'uid int(11), item int(11), type char(2), comments text')
  const seen = new Set<number>()
  for (let index = 0; index < FAVOURITES * size; index++) {
    const [uid, item] = [1 + random.skewed(members), 1 + random.skewed(stories)]
    if (seen.has(uid * 1e7 + item)) continue
    seen.add(uid * 1e7 + item)
    dump.row([uid, item, 'ST', random.below(10) === 0 ? texts.brief(random, 40) : ''])
  }
}

function series({ dump, texts, stories, members }: Site, size: number): void {
  const random = new Random(23)
  const count = Math.ceil(SERIES * size)
  dump.table('inseries', 'seriesid int(11), sid int(11), subseriesid int(11), confirmed int(11), inorder int(11)')
  for (let id = 1; id <= count; id++) {
    for (let inorder = 1; inorder <= 5; inorder++) dump.row([id, 1 + ((id * 5 + inorder) % stories), 0, 1, inorder])
  }
  dump.table(
    'series',
    'seriesid int(11), title varchar(200), summary text, uid int(11), isopen tinyint(4), catid varchar(200), rating tinyint(4), classes varchar(200), characters varchar(250), reviews smallint(6), numstories int(11)',
  )
  for (let id = 1; id <= count; id++) {
    dump.row([id, texts.words(random, 4), texts.brief(random, 150), 1 + random.below(members), 0, '1', 0, '', '', 0, 5])
  }
}

function log({ dump, members }: Site, size: number): void {
  const random = new Random(29)
  dump.table(
    'log',
    'log_id int(11), log_action varchar(255), log_uid int(11), log_ip varchar(16), log_timestamp int(10), log_type varchar(2)',
  )
  for (let id = 1; id <= LOG * size; id++) {
    const uid = 1 + random.skewed(members)
    dump.row([id, `Member ${uid} changed a story.`, uid, '192.0.2.1', START + id * 90, 'ED'])
  }
}

function news({ dump, texts }: Site): void {
  const random = new Random(31)
  dump.table('news', 'nid int(11), author varchar(60), title varchar(255), story text, time int(10), comments int(11)')
  for (let id = 1; id <= 40; id++) {
    dump.row([id, 'Member 1', texts.words(random, 5), texts.brief(random, 600), START + id * DAY, 0])
  }
}

function ratings({ dump }: Site): void {
  dump.table('ratings', 'rid int(11), rating varchar(60), ratingwarning char(1), warningtext text')
  for (const [index, name] of ['G', 'PG', 'PG-13', 'R', 'NC-17'].entries()) {
    dump.row([index + 1, name, index > 3 ? '1' : '0', index > 3 ? 'For adults.' : ''])
  }
}

function reviews({ dump, texts, stories, members, chapters }: Site, size: number): void {
  const random = new Random(37)
  dump.table(
    'reviews',
    'reviewid int(11), item int(11), chapid int(11), reviewer varchar(60), uid int(11), review text, date int(10), rating int(11), respond char(1), type char(2)',
  )
  for (let id = 1; id <= REVIEWS * size; id++) {
    const sid = 1 + random.skewed(stories)
    const chapid = chapters[sid]! + random.below(chapters[sid + 1]! - chapters[sid]!)
    const uid = random.below(4) === 0 ? 0 : 1 + random.skewed(members)
    const text = texts.brief(random, 20 + random.skewed(1200))
    const isAnswered = random.below(12) === 0
    const answer = Buffer.from("<br><br><i>Author's Response: Thank you so much!</i>")
    const words = isAnswered ? Buffer.concat([text, answer]) : text
    const name = uid === 0 ? `Guest ${id % 977}` : `Member ${uid}`
    dump.row([id, sid, chapid, name, uid, words, START + id * 60, random.below(11), isAnswered ? '1' : '0', 'ST'])
  }
}

function settings({ dump }: Site): void {
  dump.table(
    'settings',
    'sitekey varchar(50), sitename varchar(200), slogan varchar(200), url varchar(200), siteemail varchar(200), tableprefix varchar(50), language varchar(10), store varchar(5), reviewsallowed tinyint(1), ratings tinyint(1), version varchar(10)',
  )
  dump.row(['bench', 'Bench', '', 'http://old.example', 'a@example.org', '', 'en', 'mysql', 1, 1, '3.5.5'])
}

function works({ dump, texts, stories, members, chapters }: Site): void {
  const random = new Random(41)
  dump.table(
    'stories',
    'sid int(11), title varchar(200), summary text, storynotes text, catid varchar(100), classes varchar(200), charid varchar(250), rid varchar(25), date int(10), updated int(10), uid int(11), coauthors tinyint(1), featured char(1), validated char(1), completed char(1), rr char(1), wordcount int(11), rating tinyint(4), reviews smallint(6), count int(11)',
  )
  for (let sid = 1; sid <= stories; sid++) {
    const numbers = (most: number, count: number) =>
      [...new Set(Array.from({ length: 1 + random.below(count) }, () => 1 + random.skewed(most)))].join(',')
    const notes = random.below(4) === 0 ? texts.brief(random, 120) : ''
    const lists = [numbers(CATEGORIES, 2), numbers(CLASSES, 4), numbers(CHARACTERS, 5)]
    const words = 2000 * (chapters[sid + 1]! - chapters[sid]!)
    const dates = [START + sid * 3600, START + sid * 3600 + DAY * random.below(300)]
    const uid = authorOf(sid, members)
    const flags = [sid % 25 === 0 ? 1 : 0, '0', sid % 200 === 0 ? '0' : '1', sid % 3 === 0 ? '1' : '0', '0']
    const title = texts.words(random, 4)
    const rating = String(1 + random.below(5))
    dump.row([
      sid,
      title,
      texts.brief(random, 100 + random.skewed(400)),
      notes,
      ...lists,
      rating,
      ...dates,
      uid,
      ...flags,
      words,
      0,
      0,
      random.skewed(20_000),
    ])
  }
}

/** One member in four writes. A few stories have lost theirs. */
function authorOf(sid: number, members: number): number {
  return sid % 700 === 0 ? members + sid : 1 + new Random(sid).skewed(Math.ceil(members / 4))
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { size: { type: 'string', default: '10' }, out: { type: 'string' } } })
  const size = Number(values.size)
  const path = values.out ?? pathOfDump(size)
  const started = performance.now()
  const { bytes, rows } = makeDump(size, path)
  const seconds = (performance.now() - started) / 1000
  console.log(`${path}: ${(bytes / 1e6).toFixed(1)} MB, ${rows} rows, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s`)
}
