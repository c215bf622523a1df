// What owners may change while the archive runs. Everything has a default, so an empty table is a working archive.
import * as v from 'valibot'
import type { Db } from '../store/database.ts'

const text = (fallback: string, max = 2000) => v.optional(v.pipe(v.string(), v.maxLength(max)), fallback)

const SettingsSchema = v.object({
  /** Empty until the first run is over. */
  name: text('', 200),
  slogan: text('', 500),
  welcomeHtml: text('', 100_000),
  footerHtml: text('', 20_000),
  /** The address of the archive for mails and feeds, without a slash at the end; empty: where the server listens. */
  address: text('', 500),
  siteEmail: text('', 320),
  language: text('en', 35),
  /** IANA name; dates of pages are shown in it. */
  timezone: text('UTC', 60),
  registration: v.optional(v.picklist(['open', 'closed']), 'open'),
  reviewsBy: v.optional(v.picklist(['everybody', 'members', 'nobody']), 'members'),
  challengesBy: v.optional(v.picklist(['members', 'nobody']), 'members'),
  recommendationsBy: v.optional(v.picklist(['members', 'nobody']), 'nobody'),
  scores: v.optional(v.picklist(['none', 'likes', 'stars']), 'none'),
  /** Whether a member's new work waits for a moderator. Trusted members never wait. */
  submissions: v.optional(v.picklist(['open', 'held', 'closed']), 'held'),
  worksPerPage: v.optional(v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(100)), 20),
  submissionRulesHtml: text('', 100_000),
  /** At the foot of a printed work. */
  printHtml: text('', 20_000),
  /** Plain text, put into the form in which a moderator decides; {title}, {archive} and {moderator} are filled in. */
  approvalLetter: text('', 20_000),
  returnLetter: text('', 20_000),
  /** Whether the archive is open to read. Moderators always come in. */
  visitors: v.optional(v.picklist(['everybody', 'moderators']), 'everybody'),
  closedHtml: text('', 100_000),
  /** What the archive calls the two ways in; empty: the words of the interface. */
  logInWords: text('', 60),
  registerWords: text('', 60),
  newsComments: v.optional(v.picklist(['members', 'nobody']), 'members'),
  shouts: v.optional(v.picklist(['members', 'nobody']), 'nobody'),
  /** Parted by commas; * stands for any letters. Refused in names and titles, masked in new summaries and reviews. */
  wordList: text('', 20_000),
  /** Words of a chapter that is sent out; 0: no limit. */
  fewestWords: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000)), 0),
  mostWords: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000)), 0),
  roundRobins: v.optional(v.picklist(['allowed', 'closed']), 'allowed'),
  /** Whose reviews the authors of a work may delete, besides moderators. */
  authorsDelete: v.optional(v.picklist(['none', 'guests', 'all']), 'none'),
  scoreAlone: v.optional(v.picklist(['allowed', 'refused']), 'allowed'),
  /** What feeds tell of a work besides its title and tags. */
  feedTexts: v.optional(v.picklist(['texts', 'summaries', 'titles']), 'summaries'),
  /** Works that ask for consent, in feeds: without what the consent is for, or not at all. */
  feedGated: v.optional(v.picklist(['named', 'absent']), 'named'),
  dates: v.optional(v.picklist(['day', 'month', 'year']), 'day'),
  /** How many hours a day of it has. */
  clock: v.optional(v.picklist(['24', '12']), '24'),
})

export type Settings = v.InferOutput<typeof SettingsSchema>

const KEPT_MS = 2000
const kept = new WeakMap<object, { settings: Settings; readAt: number }>()

/** Kept in memory for two seconds, so that another node's change arrives soon after. */
export async function readSettings(db: Db): Promise<Settings> {
  const found = kept.get(db)
  if (found && Date.now() - found.readAt < KEPT_MS) return found.settings
  const rows = await db.selectFrom('setting').select(['name', 'value']).execute()
  const settings = parse(rows)
  kept.set(db, { settings, readAt: Date.now() })
  return settings
}

/** Refuses with a TypeError-like valibot error when a value is out of bounds; forms check theirs first. */
export async function changeSettings(db: Db, changes: Partial<Settings>, now: number): Promise<void> {
  const known = Object.keys(SettingsSchema.entries)
  const rows = Object.entries(changes)
    .filter(([name]) => known.includes(name))
    .map(([name, value]) => ({ name, value: JSON.stringify(value), updated_at: now }))
  v.parse(v.partial(SettingsSchema), changes)
  if (rows.length === 0) return
  await db
    .insertInto('setting')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), updated_at: now })),
    )
    .execute()
  kept.delete(db)
}

/** After a change inside a transaction has gone through: the next reader asks the table. */
export function forgetSettings(db: Db): void {
  kept.delete(db)
}

/** A value that no longer parses (an older or newer Fanfold wrote it) falls back to its default. */
function parse(rows: Array<{ name: string; value: string }>): Settings {
  const given: Record<string, unknown> = {}
  for (const { name, value } of rows) {
    const entry = SettingsSchema.entries[name as keyof typeof SettingsSchema.entries]
    if (!entry) continue
    const result = v.safeParse(entry, fromJson(value))
    if (result.success) given[name] = result.output
  }
  return v.parse(SettingsSchema, given)
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
