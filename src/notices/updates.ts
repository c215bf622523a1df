// New works and chapters, told to those who follow the author or the work.
import { sql } from 'kysely'
import { isEmail } from '../people/email.ts'
import { parsePreferences } from '../people/preferences.ts'
import type { Db } from '../store/database.ts'
import { isShownTo } from '../works/hidden-from.ts'
import type { Mail } from './mail.ts'

interface Happened {
  kind: string
  subject_id: number
  /** JSON. */
  payload: string
}

interface Sender {
  archive: string
  /** The whole address of a work; null: nobody has told the archive its address yet. */
  linkTo: (workId: number) => string | null
}

/** One letter to each account for each new work or chapter, unless the member wants none or hides the work. */
export async function writeUpdates(db: Db, events: readonly Happened[], sender: Sender): Promise<Mail[]> {
  const works = events.filter(({ kind }) => kind === 'work_posted').map((event) => event.subject_id)
  const chapters = events.filter(({ kind }) => kind === 'chapter_posted').map((event) => event.subject_id)
  const [ofWorks, ofChapters] = [await listFollowersOfAuthors(db, works), await listFollowersOfWorks(db, chapters)]
  return [
    ...wanted(ofWorks).map((person) => workMail(person, sender)),
    ...wanted(ofChapters).map((person) => chapterMail(person, sender)),
  ]
}

interface Follower {
  /** The work or chapter that is new. */
  subjectId: number
  workId: number
  accountId: number
  email: string
  name: string
  /** JSON. */
  preferences: string
  language: string
  title: string
  /** The author followed, or the title of the chapter. */
  news: string
}

const WHO_AND_WHAT = [
  'work.id as workId',
  'work.language',
  'account.id as accountId',
  'account.email',
  'account.preferences',
  'pseud.name',
  'work.title',
] as const

type Row = Omit<Follower, 'email'> & { email: string | null }

async function listFollowersOfAuthors(db: Db, workIds: readonly number[]): Promise<Row[]> {
  if (workIds.length === 0) return []
  return posted(db)
    .where('work.id', 'in', [...new Set(workIds)])
    .innerJoin('creator', 'creator.work_id', 'work.id')
    .innerJoin('pseud as author', 'author.id', 'creator.pseud_id')
    .innerJoin('subscription', 'subscription.pseud_id', 'author.id')
    .innerJoin('account', 'account.id', 'subscription.account_id')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('account.state', '=', 'active')
    .where(isShownTo({ accountId: sql.ref('account.id'), languages: '' }))
    .select(['work.id as subjectId', ...WHO_AND_WHAT, 'author.name as news'])
    .orderBy('work.id')
    .orderBy('creator.position')
    .orderBy('account.id')
    .execute()
    .then((rows) => withoutCreators(db, rows))
}

async function listFollowersOfWorks(db: Db, chapterIds: readonly number[]): Promise<Row[]> {
  if (chapterIds.length === 0) return []
  return posted(db)
    .innerJoin('chapter', 'chapter.work_id', 'work.id')
    .where('chapter.id', 'in', [...new Set(chapterIds)])
    .where('chapter.posted_at', 'is not', null)
    .innerJoin('subscription', 'subscription.work_id', 'work.id')
    .innerJoin('account', 'account.id', 'subscription.account_id')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('account.state', '=', 'active')
    .where(isShownTo({ accountId: sql.ref('account.id'), languages: '' }))
    .select(['chapter.id as subjectId', ...WHO_AND_WHAT, 'chapter.title as news'])
    .orderBy('chapter.id')
    .orderBy('account.id')
    .execute()
    .then((rows) => withoutCreators(db, rows))
}

/** What was taken back or hidden meanwhile is told to nobody; `audience` knows. */
function posted(db: Db) {
  return db.selectFrom('work').where('work.audience', '>', 0)
}

/** Whoever writes the work knows of it. */
async function withoutCreators(db: Db, rows: readonly Row[]): Promise<Row[]> {
  if (rows.length === 0) return []
  const creators = await db
    .selectFrom('creator')
    .innerJoin('pseud', 'pseud.id', 'creator.pseud_id')
    .where('creator.work_id', 'in', [...new Set(rows.map(({ workId }) => workId))])
    .select(['creator.work_id', 'pseud.account_id'])
    .execute()
  const own = new Set(creators.map(({ work_id, account_id }) => `${work_id} ${account_id}`))
  return rows.filter(({ workId, accountId }) => !own.has(`${workId} ${accountId}`))
}

/** Two authors of one work, both followed, are one piece of news. */
function wanted(rows: readonly Row[]): Follower[] {
  const seen = new Set<string>()
  return rows.flatMap(({ email, ...row }) => {
    const key = `${row.subjectId} ${row.accountId}`
    if (email === null || !isEmail(email) || seen.has(key)) return []
    seen.add(key)
    const { mailAboutUpdates, onlyLanguages } = parsePreferences(row.preferences)
    const isWelcome = onlyLanguages.length === 0 || onlyLanguages.includes(row.language)
    return mailAboutUpdates && isWelcome ? [{ ...row, email }] : []
  })
}

function workMail({ email, name, title, news, workId }: Follower, sender: Sender): Mail {
  const text = `Hello ${name},\n\n${news}, whom you follow, has posted a new work: “${title}”.`
  return { to: email, subject: `A new work by ${news}: “${title}”`, text: text + ending(workId, sender) }
}

function chapterMail({ email, name, title, news, workId }: Follower, sender: Sender): Mail {
  const chapter = news === '' || news === title ? '' : `: “${news}”`
  const text = `Hello ${name},\n\n“${title}”, which you follow, has a new chapter${chapter}.`
  return { to: email, subject: `A new chapter of “${title}”`, text: text + ending(workId, sender) }
}

function ending(workId: number, { archive, linkTo }: Sender): string {
  const link = linkTo(workId)
  const read = link === null ? '' : `\n\nTo read it:\n${link}`
  const end = 'If you want no more mails like this, say so on your account’s page, or stop following.'
  return `${read}\n\n${end}\n\n-- \n${archive}\n`
}
