import { invalid, notFound } from '../errors.ts'
import { countAttempt } from '../people/limits.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { cleanText } from '../text/well-formed.ts'
import { findSeries } from '../works/find-series.ts'
import { findWork } from '../works/find-work.ts'
import { gateBefore } from '../works/gates.ts'
import { briefHtml } from '../works/source-to-html.ts'
import { openFavourites } from './find-shelf.ts'

export type BookmarkSubject =
  | { kind: 'work'; workId: number }
  | { kind: 'series'; seriesId: number }
  | { kind: 'author'; pseudId: number; name: string }

export const LONGEST_NOTE = 20_000
const PER_MEMBER = { max: 600, windowSeconds: 60 * 60 }

/**
 * Puts a work, series or author among the member's favourites; one that is there already stays as it is. Returns the
 * bookmark's number. Refuses with not_found what the member may not read.
 */
export async function addBookmark(db: Db, member: Member, subject: BookmarkSubject, now: number): Promise<number> {
  const title = await findTitle(db, member, subject)
  await countAttempt(db, `bookmark account ${member.accountId}`, PER_MEMBER, now)
  return inTransaction(db, async (db) => {
    const shelfId = await openFavourites(db, member.accountId, now)
    const [column, id] = placeOf(subject)
    await db
      .insertInto('bookmark')
      .values({ ...NOTHING, shelf_id: shelfId, [column]: id, title, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const bookmark = await db
      .selectFrom('bookmark')
      .where('shelf_id', '=', shelfId)
      .where(column, '=', id)
      .select('id')
      .executeTakeFirstOrThrow()
    return bookmark.id
  })
}

const NOTHING = { work_id: null, series_id: null, pseud_id: null }

export function placeOf(subject: BookmarkSubject): readonly ['work_id' | 'series_id' | 'pseud_id', number] {
  if (subject.kind === 'work') return ['work_id', subject.workId]
  return subject.kind === 'series' ? ['series_id', subject.seriesId] : ['pseud_id', subject.pseudId]
}

async function findTitle(db: Db, member: Member, subject: BookmarkSubject): Promise<string> {
  if (subject.kind === 'author') return subject.name
  if (subject.kind === 'series') return (await findSeries(db, member, subject.seriesId)).title
  const work = await findWork(db, member, subject.workId)
  if (work.state !== 'posted' || gateBefore(work.gates, member, work.isCreator) !== null) throw notFound('Work')
  return work.title
}

/** Refuses with `note`. */
export function checkNote(text: string): { note_source: string; note_html: string } {
  const source = cleanText(text).trim()
  if (source.length > LONGEST_NOTE) throw invalid({ note: `A note has at most ${LONGEST_NOTE} characters.` })
  return { note_source: source, note_html: source === '' ? '' : briefHtml(source) }
}
