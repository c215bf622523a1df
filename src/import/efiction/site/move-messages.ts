import { forgetSettings, changeSettings, type Settings } from '../../../site/settings.ts'
import type { Db } from '../../../store/database.ts'
import { htmlToText } from '../../../text/html-to-text.ts'
import { slugOf } from '../../../text/slug.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Amendment, Move, OldRow } from '../moving.ts'
import { freeNames } from '../people/free-names.ts'
import { plain } from '../text/to-text.ts'
import type { Fields } from '../written.ts'
import { fullOf, withoutCode } from './to-page.ts'

type Place = keyof Settings &
  ('welcomeHtml' | 'footerHtml' | 'printHtml' | 'closedHtml' | 'approvalLetter' | 'returnLetter')

/** The old site's texts that stand among the settings here; all others are pages. Never change the order. */
const PLACES: readonly (readonly [string, Place])[] = [
  ['welcome', 'welcomeHtml'],
  ['copyright', 'footerHtml'],
  ['printercopyright', 'printHtml'],
  ['maintenance', 'closedHtml'],
  ['thankyou', 'approvalLetter'],
  ['nothankyou', 'returnLetter'],
]
const LONGEST: Record<Place, number> = {
  welcomeHtml: 100_000,
  footerHtml: 20_000,
  printHtml: 20_000,
  closedHtml: 100_000,
  approvalLetter: 20_000,
  returnLetter: 20_000,
}
const TITLES: Readonly<Record<string, string>> = { rules: 'Rules', tos: 'Terms of service', help: 'Help' }
const LONGEST_TITLE = 255

interface Text {
  name: string
  /** Its number in PLACES, or null for a page. */
  place: number | null
  title: string
  source: string
  /** What the archive keeps: clean HTML, or plain text for a letter. */
  kept: string
  code: string
}

/**
 * Texts of the old site. A page's new number is that of its row; a text among the settings has -1, -2 and so on, by
 * its place in PLACES. What the owners of the new archive have written already stays.
 */
export async function moveMessages(move: Move): Promise<void> {
  await moveRows<ReadonlyMap<string, Text>>(move, {
    table: 'messages',
    legacy: 'message',
    phase: 'site',
    order: ['message_id'],
    prepare: async (rows) => new Map(rows.map((old) => [old.id, toText(old)])),
    write: (db, rows, texts) =>
      writeTexts(
        move,
        db,
        rows.map(({ id }) => ({ id, text: texts.get(id)! })),
      ),
    amend: {
      drafted: ({ id }, texts) => fieldsOf(texts.get(id)!),
      present: findPresent,
      change: (db, amendments, texts) => changeTexts(move, db, amendments, texts),
    },
  })
  forgetSettings(move.db)
}

function toText({ id, row }: OldRow): Text {
  const name = row.text('message_name').trim()
  const { text, code } = withoutCode(row.text('message_text'))
  const at = PLACES.findIndex(([word]) => word === name.toLowerCase())
  const place = at < 0 ? null : at
  const { source, html } = fullOf(row, 'message_text', text)
  const isLetter = place !== null && PLACES[place]![1].endsWith('Letter')
  const title = plain(row, 'message_title') || TITLES[name.toLowerCase()] || name || `Page ${id}`
  return { name, place, title: title.slice(0, LONGEST_TITLE), source, kept: isLetter ? letterOf(html) : html, code }
}

/** The old letters named things in braces; ours do too, with other words. */
const WORDS: Readonly<Record<string, string>> = {
  sitename: '{archive}',
  storytitle: '{title}',
  story: '{title}',
  adminname: '{moderator}',
  admin: '{moderator}',
  validator: '{moderator}',
}

function letterOf(html: string): string {
  return htmlToText(html).replace(/\{(\w+)\}/g, (braced, word: string) => WORDS[word.toLowerCase()] ?? braced)
}

interface Numbered {
  id: string
  text: Text
}

async function writeTexts(move: Move, db: Db, texts: readonly Numbered[]): Promise<Map<string, number>> {
  const pages = texts.filter((each) => each.text.place === null && !isConfiguration(move, each))
  const written = await writePages(move, db, pages)
  const set = new Set((await db.selectFrom('setting').select('name').execute()).map((row) => row.name))
  const changes: Partial<Settings> = {}
  for (const { id, text } of texts) {
    if (text.place === null) continue
    const place = PLACES[text.place]![1]
    if (set.has(place))
      move.ledger.except('messages', id, 'kept aside', `the archive has its own words for "${text.name}"`)
    else if (text.kept.length > LONGEST[place])
      move.ledger.except('messages', id, 'kept aside', `"${text.name}" is longer than its place allows`)
    else {
      set.add(place)
      changes[place] = text.kept
      remarkCode(move, id, text)
      written.set(id, -1 - text.place)
    }
  }
  // The form in which works are posted shows the rules as well.
  const rules = texts.find(({ text }) => text.name.toLowerCase() === 'rules')
  if (rules && !set.has('submissionRulesHtml') && rules.text.kept.length <= 100_000)
    changes.submissionRulesHtml = rules.text.kept
  await changeSettings(db, changes, move.now)
  return written
}

function isConfiguration({ ledger }: Move, { id, text }: Numbered): boolean {
  if (text.name.toLowerCase() !== 'tinymce') return false
  ledger.except('messages', id, 'kept aside', 'settings of the old editor')
  return true
}

async function writePages(move: Move, db: Db, pages: readonly Numbered[]): Promise<Map<string, number>> {
  if (pages.length === 0) return new Map()
  const slugs = await freeNames(
    pages.map(({ id, text }) => slugOf(text.name, `page-${id}`)),
    '-',
    async (wanted) =>
      (await db.selectFrom('page').select('slug').where('slug', 'in', wanted).execute()).map((row) => row.slug),
  )
  const rows = pages.map(({ text }, index) => ({ slug: slugs[index]!, ...columnsOf(text), updated_at: move.now }))
  const ids = await insertAll(db, 'page', rows)
  for (const [index, { id, text }] of pages.entries()) {
    remarkCode(move, id, text)
    if (slugs[index] !== slugOf(text.name, `page-${id}`))
      move.ledger.remark('messages', id, `another page is called "${text.name}"; this one is at /pages/${slugs[index]}`)
  }
  return new Map(pages.map(({ id }, index) => [id, ids[index]!]))
}

function columnsOf(text: Text) {
  return { title: text.title, body_source: text.source, body_html: text.kept, code: text.code }
}

function remarkCode({ ledger }: Move, id: string, { name, code }: Text): void {
  if (code === '') return
  const message = `"${name}" had ${code.length} characters of program text; it never runs, and is kept as text`
  ledger.remark('messages', id, message)
}

function fieldsOf(text: Text): Fields {
  if (text.place !== null) return { text: text.kept }
  return { title: text.title, source: text.source, code: text.code }
}

async function findPresent(db: Db, ids: readonly number[]): Promise<Map<number, Fields>> {
  const found = new Map<number, Fields>()
  const pages = ids.filter((id) => id > 0)
  if (pages.length > 0) {
    const rows = await db.selectFrom('page').selectAll().where('id', 'in', pages).execute()
    for (const row of rows) found.set(row.id, { title: row.title, source: row.body_source, code: row.code })
  }
  const rows = await db.selectFrom('setting').select(['name', 'value']).execute()
  for (const id of ids.filter((id) => id < 0)) {
    const row = rows.find(({ name }) => name === PLACES[-1 - id]?.[1])
    if (row) found.set(id, { text: JSON.parse(row.value) as string })
  }
  return found
}

async function changeTexts(
  move: Move,
  db: Db,
  amendments: readonly Amendment[],
  texts: ReadonlyMap<string, Text>,
): Promise<void> {
  for (const { id, old, fields } of amendments) {
    const text = texts.get(old.id)!
    if (id < 0) {
      const place = PLACES[-1 - id]![1]
      if (text.kept.length <= LONGEST[place]) await changeSettings(db, { [place]: text.kept }, move.now)
      continue
    }
    const { title, body_source, body_html, code } = columnsOf(text)
    const changes = {
      ...('title' in fields && { title }),
      ...('source' in fields && { body_source, body_html }),
      ...('code' in fields && { code }),
    }
    if (text.name.toLowerCase() === 'rules' && 'source' in fields) await changeRules(move, db, id, body_html)
    await db
      .updateTable('page')
      .set({ ...changes, updated_at: move.now })
      .where('id', '=', id)
      .execute()
  }
}

/** The form in which works are posted has the words of the page, for as long as nobody has given it others. */
async function changeRules(move: Move, db: Db, pageId: number, html: string): Promise<void> {
  const page = await db.selectFrom('page').select('body_html').where('id', '=', pageId).executeTakeFirst()
  const rules = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'submissionRulesHtml')
    .executeTakeFirst()
  if (rules?.value === JSON.stringify(page?.body_html))
    await changeSettings(db, { submissionRulesHtml: html }, move.now)
}
