// A fork that runs inside a site builder let it keep reviews as comments, in a table of the same name as that of comments on
// news, but with the builder's own columns.
import type { Db } from '../../../store/database.ts'
import { padded } from '../../../store/in-list.ts'
import { foldName } from '../../../text/slug.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Amend, Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { type Rich, plain, rich } from '../text/to-text.ts'
import { NeighbourDates } from '../works/neighbour-dates.ts'
import { REVIEW_TEXTS } from './to-review.ts'

type Bodies = ReadonlyMap<string, Rich>

export function hasStoryComments({ spool, site }: Pick<Move, 'spool' | 'site'>): boolean {
  const columns = spool.tables.get(site.table('comments'))?.columns
  return ['comment_id', 'comment_item_id', 'comment_type', 'comment_comment'].every((each) => columns?.has(each))
}

/** Needs works, chapters, series and members. */
export async function moveStoryComments(move: Move): Promise<void> {
  if (!hasStoryComments(move)) return
  const dates = new NeighbourDates(move, { table: 'comments', order: 'comment_id', columns: ['comment_datestamp'] })
  await moveRows<Bodies>(move, {
    table: 'comments',
    legacy: 'story_comment',
    phase: 'reviews',
    order: ['comment_id'],
    each: (row) => dates.take(row),
    prepare: async (rows) => new Map(rows.map(({ id, row }) => [id, rich(row, 'comment_comment')])),
    write: (db, rows, bodies) => writeAll(move, db, rows, { bodies, dateOf: (row) => dates.of(row) }),
    amend: AMEND_COMMENTS,
  })
}

const AMEND_COMMENTS: Amend<Bodies> = {
  drafted: ({ id }, bodies) => ({ body: bodies.get(id)!.source }),
  present: async (db, ids) => {
    const reviews = db.selectFrom('review').select(['id', 'body_source']).where('id', 'in', padded(ids))
    const rows = await reviews.where('deleted_at', 'is', null).execute()
    return new Map(rows.map(({ id, body_source }) => [id, { body: body_source }]))
  },
  change: async (db, amendments, bodies) => {
    for (const { id, old } of amendments) {
      const { source, html } = bodies.get(old.id)!
      await db.updateTable('review').set({ body_source: source, body_html: html }).where('id', '=', id).execute()
    }
  },
}

interface Place {
  work_id: number | null
  chapter_id: number | null
  series_id: number | null
}

interface Writing {
  bodies: Bodies
  dateOf: (row: Row) => number
}

async function writeAll(move: Move, db: Db, rows: readonly OldRow[], { bodies, dateOf }: Writing) {
  const placeOf = await findPlaces(move, db, rows)
  const placed = rows.flatMap((old) => {
    const place = placeOf(old)
    if (typeof place !== 'string') return [{ old, place }]
    move.ledger.except('comments', old.id, 'kept aside', place)
    return []
  })
  const pseudOf = await findMembers(
    move,
    db,
    placed.map(({ old }) => old),
  )
  const reviews = placed.map(({ old, place }) => {
    const { source, html } = bodies.get(old.id)!
    const seconds = old.row.seconds('comment_datestamp', move.zone)
    const pseudId = pseudOf(old)
    return {
      ...place,
      pseud_id: pseudId,
      guest_name: pseudId === null ? nameIn(old.row) || 'Anonymous' : null,
      body_source: source,
      body_html: html,
      posted_at: seconds === null ? null : seconds * 1000,
      created_at: dateOf(old.row),
      ...NOTHING,
    }
  })
  const ids = await insertAll(db, 'review', reviews, REVIEW_TEXTS)
  const written = new Map(placed.map(({ old }, index) => [old.id, ids[index]!]))
  for (const { old } of placed) await hangOnAnswered(move, db, old, written)
  return written
}

const NOTHING = { parent_id: null, score: null, score_scale: null, edited_at: null, hidden_at: null, deleted_at: null }

type Kind = 'story' | 'chapter' | 'series'
const KINDS: Readonly<Record<string, Kind>> = {
  ST: 'story',
  FANFICTION_STORIES: 'story',
  CH: 'chapter',
  FANFICTION_CHAPTERS: 'chapter',
  SE: 'series',
  FANFICTION_SERIES: 'series',
}

function kindOf(row: Row): Kind | null {
  return KINDS[row.text('comment_type').trim().toUpperCase()] ?? null
}

/** Where each belongs, or why it has no place. */
async function findPlaces(move: Move, db: Db, rows: readonly OldRow[]): Promise<(old: OldRow) => Place | string> {
  const find = (kind: Kind) => {
    const ofKind = rows.filter(({ row }) => kindOf(row) === kind)
    return move.legacy.find(
      db,
      kind,
      ofKind.map(({ row }) => row.integer('comment_item_id')),
    )
  }
  const ids = { story: await find('story'), chapter: await find('chapter'), series: await find('series') }
  const chapters = await db
    .selectFrom('chapter')
    .select(['id', 'work_id'])
    .where('id', 'in', padded([...ids.chapter.values(), 0]))
    .execute()
  const workOf = new Map(chapters.map(({ id, work_id }) => [id, work_id]))
  return ({ row }) => {
    const blocked = row.integer('comment_blocked')
    if (blocked > 0) return blocked === 1 ? 'had been taken down there' : 'waited for a moderator there'
    const [kind, item] = [kindOf(row), row.integer('comment_item_id')]
    if (kind === null) return `is a comment on something else there, a "${row.text('comment_type')}"`
    const id = ids[kind].get(String(item)) ?? null
    const workId = kind === 'chapter' && id !== null ? (workOf.get(id) ?? null) : id
    if (id === null || workId === null) return `is about ${kind} ${item}, which the dump does not have`
    if (kind === 'series') return { work_id: null, chapter_id: null, series_id: id }
    return { work_id: workId, chapter_id: kind === 'chapter' ? id : null, series_id: null }
  }
}

function nameIn(row: Row): string {
  return plain(row, 'comment_author_name')
}

/**
 * The number may be one among the builder's users, who are not always those of the stories: it counts where the member of
 * that number has the name that stands beside it.
 */
async function findMembers(move: Move, db: Db, rows: readonly OldRow[]): Promise<(old: OldRow) => number | null> {
  const uidIn = (row: Row) => row.integer('comment_author_id')
  const uids = rows.map(({ row }) => uidIn(row)).filter((uid) => uid > 0)
  const pseuds = await move.legacy.find(db, 'member', uids)
  return ({ id, row }) => {
    const uid = uidIn(row)
    if (uid <= 0) return null
    const [member] = move.spool.rowsOf(move.site.table('authors'), 'uid', uid)
    const pseudId = pseuds.get(String(uid)) ?? null
    if (member && pseudId !== null && foldName(plain(member, 'penname')) === foldName(nameIn(row))) return pseudId
    const why = member ? `member ${uid} has another name than "${nameIn(row)}"` : `member ${uid} is gone`
    move.ledger.remark('comments', id, `${why}; now a guest's`)
    return null
  }
}

/** Answers hang on the first of a thread, even where one answers another; in damaged rows two answer each other. */
async function hangOnAnswered(move: Move, db: Db, { id, row }: OldRow, written: ReadonlyMap<string, number>) {
  const answers = row.integer('comment_pid')
  if (answers <= 0) return
  if (answers >= row.integer('comment_id')) {
    move.ledger.remark('comments', id, `answers comment ${answers}, which is no earlier one`)
    return
  }
  const known = await move.legacy.find(db, 'story_comment', [answers])
  const answered = written.get(String(answers)) ?? known.get(String(answers))
  if (answered === undefined) {
    move.ledger.remark('comments', id, `answers comment ${answers}, which is not here`)
    return
  }
  const above = await db.selectFrom('review').where('id', '=', answered).select('parent_id').executeTakeFirstOrThrow()
  const parentId = above.parent_id ?? answered
  await db.updateTable('review').set({ parent_id: parentId }).where('id', '=', written.get(id)!).execute()
}
