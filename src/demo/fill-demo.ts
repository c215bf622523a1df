import { conflict } from '../errors.ts'
import { hashPassword } from '../people/password.ts'
import { makeToken } from '../people/token.ts'
import { changeSettings } from '../site/settings.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { applyPreset } from '../tags/presets.ts'
import { titleKey } from '../text/sort-key.ts'
import { fillMembers, type Members } from './fill-members.ts'
import { fillResponses } from './fill-responses.ts'
import { fillShelves } from './fill-shelves.ts'
import { fillQueue, fillWorks } from './fill-works.ts'
import { NEWS } from './responses.ts'
import { SERIES } from './works.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const PASSWORD_LENGTH = 12

const SETTINGS = {
  name: 'The Lamplit Shelf',
  slogan: 'Old stories, kept warm',
  welcomeHtml: '<p>A small archive with a long memory. Read without an account, or register and leave a word.</p>',
  reviewsBy: 'members',
  scores: 'stars',
} as const

/**
 * Fills a new archive, whole or not at all; refuses one that holds anything with `conflict`. Returns what to tell the
 * person who started it.
 */
export async function fillDemo(db: Db, now: number): Promise<string[]> {
  const password = makeToken().slice(0, PASSWORD_LENGTH)
  const passwordHash = await hashPassword(password)
  await inTransaction(db, async (db) => {
    await refuseFull(db)
    await changeSettings(db, { ...SETTINGS, submissions: 'open' }, now)
    await applyPreset(db, 'ao3', now - 400 * DAY_MS)
    const members = await fillMembers(db, passwordHash, now)
    const works = await fillWorks(db, members, now)
    await fillSeries(db, members, works, now)
    await fillResponses(db, members, works, now)
    await fillShelves(db, members, works, now)
    await fillNews(db, members, now)
    await changeSettings(db, { submissions: 'held' }, now)
    await fillQueue(db, members, now)
  })
  return [
    `This is a demo archive. Log in as Olga (owner), Mo (moderator), Ada or Rui; all have the password ${password}`,
  ]
}

async function refuseFull(db: Db): Promise<void> {
  const account = await db.selectFrom('account').select('id').limit(1).executeTakeFirst()
  const tag = await db.selectFrom('vocabulary').select('id').limit(1).executeTakeFirst()
  if (account || tag)
    throw conflict('--demo fills a new archive only; this one is in use. Name another folder with --data.')
}

async function fillSeries(db: Db, members: Members, works: ReadonlyMap<string, number>, now: number): Promise<void> {
  for (const { title, summary, by, works: titles } of SERIES) {
    const times = { created_at: now - 100 * DAY_MS, updated_at: now - 3 * DAY_MS, hidden_at: null }
    const words = { title, sort_title: titleKey(title, 'en'), summary_source: summary, summary_html: summary }
    const { id } = await db
      .insertInto('series')
      .values({ ...words, ...times, pseud_id: members.get(by)!.pseudId })
      .returning('id')
      .executeTakeFirstOrThrow()
    const entries = titles.map((title, index) => {
      return { series_id: id, work_id: works.get(title)!, part_series_id: null, position: index + 1 }
    })
    await db.insertInto('series_entry').values(entries).execute()
  }
}

async function fillNews(db: Db, members: Members, now: number): Promise<void> {
  const olga = members.get('Olga')!
  const rows = NEWS.map(({ title, body, daysAgo }) => {
    const author = { pseud_id: olga.pseudId, author_name: olga.name }
    return { title, body_source: body, body_html: body, ...author, posted_at: now - daysAgo * DAY_MS }
  })
  await db.insertInto('news').values(rows).execute()
}
