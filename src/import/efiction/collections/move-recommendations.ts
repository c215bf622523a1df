import { webAddress } from '../../../collections/recommend.ts'
import type { Db } from '../../../store/database.ts'
import { padded } from '../../../store/in-list.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Amend, Move, OldRow } from '../moving.ts'
import { STORY_LISTS, findListedTags } from '../tags/find-listed-tags.ts'
import { unknownRating } from '../tags/unknown-rating.ts'
import { type Rich, plain, rich } from '../text/to-text.ts'
import { NeighbourDates } from '../works/neighbour-dates.ts'
import { sortableTitle } from '../works/sortable.ts'

interface RecommendationDraft {
  title: string
  authorName: string
  url: string
  summary: Rich
  notes: Rich
  uid: number
  recommender: string
  isApproved: boolean
  isFeatured: boolean
  isComplete: boolean
  ratingId: number | null
  tagIds: readonly number[]
  /** Milliseconds; null for a zero date. */
  postedAt: number | null
  createdAt: number
  remarks: string[]
}

type Drafts = ReadonlyMap<string, RecommendationDraft>

/** Works that stand elsewhere. Needs members and tags. */
export async function moveRecommendations(move: Move): Promise<void> {
  if (!move.spool.tables.has(move.site.table('recommendations'))) return
  const dates = new NeighbourDates(move, { table: 'recommendations', order: 'recid', columns: ['date'] })
  await moveRows<Drafts>(move, {
    table: 'recommendations',
    legacy: 'recommendation',
    phase: 'challenges',
    order: ['recid'],
    each: (row) => dates.take(row),
    prepare: (rows) => prepare(move, rows, dates),
    write: (db, _rows, drafts) => writeRecommendations(move, db, [...drafts]),
    amend: amendOf(move),
  })
  if (Number(move.spool.tables.get(move.site.table('recommendations'))?.rows ?? 0) > 0) await allow(move)
}

/** Members recommended on the old site; unless somebody has decided here, they go on. */
async function allow({ db, now }: Move): Promise<void> {
  await db
    .insertInto('setting')
    .values({ name: 'recommendationsBy', value: JSON.stringify('members'), updated_at: now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

async function prepare(move: Move, rows: readonly OldRow[], dates: NeighbourDates): Promise<Drafts> {
  const tags = await findListedTags(move, move.db, { table: 'recommendations', rows, columns: STORY_LISTS })
  const ratings = await findRatings(move, rows)
  return new Map(
    rows.map(({ id, row }): [string, RecommendationDraft] => {
      const remarks: string[] = []
      const seconds = row.seconds('date', move.zone)
      const draft = {
        title: plain(row, 'title') || `Recommendation ${id}`,
        authorName: plain(row, 'author'),
        url: urlOf(row.text('url').trim(), remarks),
        summary: rich(row, 'summary'),
        notes: rich(row, 'comments'),
        uid: row.integer('uid'),
        recommender: plain(row, 'recname'),
        isApproved: !row.has('validated') || row.integer('validated') > 0,
        isFeatured: row.integer('featured') === 1,
        isComplete: row.flag('completed'),
        ratingId: ratings.get(id) ?? null,
        tagIds: tags.get(id) ?? [],
        postedAt: seconds === null ? null : seconds * 1000,
        createdAt: dates.of(row),
      }
      return [id, { ...draft, remarks }]
    }),
  )
}

/** A rating that is gone is as strict as the site's strictest; one that was never given asks for nothing. */
async function findRatings(move: Move, rows: readonly OldRow[]): Promise<Map<string, number>> {
  const known = await move.legacy.find(
    move.db,
    'rating',
    rows.map(({ row }) => row.text('rid').trim()),
  )
  const found = new Map<string, number>()
  for (const { id, row } of rows) {
    const rid = row.text('rid').trim()
    if (['', '0', '-1'].includes(rid)) continue
    if (!known.has(rid)) move.ledger.remark('recommendations', id, `rating "${rid}" is unknown`)
    found.set(id, known.get(rid) ?? (await unknownRating(move)))
  }
  return found
}

/** Many were typed without `http://`. */
function urlOf(text: string, remarks: string[]): string {
  if (text === '') return ''
  const url = webAddress(/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+:\d/.test(text) ? text : `http://${text}`)
  if (url === null) remarks.push(`"${text.slice(0, 200)}" is no address of the web; left out`)
  return url ?? ''
}

async function writeRecommendations(move: Move, db: Db, all: readonly (readonly [string, RecommendationDraft])[]) {
  const pseuds = await move.legacy.find(
    db,
    'member',
    all.flatMap(([, { uid }]) => (uid > 0 ? [uid] : [])),
  )
  const rows = all.map(([, draft]) => {
    const pseudId = pseuds.get(String(draft.uid)) ?? null
    return {
      ...columnsOf(move, draft),
      pseud_id: pseudId,
      guest_name: pseudId === null ? draft.recommender : null,
      deleted_at: null,
      posted_at: draft.postedAt,
      created_at: draft.createdAt,
      updated_at: draft.createdAt,
    }
  })
  const ids = await insertAll(db, 'recommendation', rows)
  for (const [index, [id, draft]] of all.entries()) {
    await writeTags(db, ids[index]!, draft.tagIds)
    for (const each of draft.remarks) move.ledger.remark('recommendations', id, each)
    if (draft.uid > 0 && !pseuds.has(String(draft.uid)))
      move.ledger.remark('recommendations', id, `member ${draft.uid} is gone; now a guest's, as "${draft.recommender}"`)
  }
  return new Map(all.map(([id], index) => [id, ids[index]!]))
}

function columnsOf(move: Move, draft: RecommendationDraft) {
  return {
    title: draft.title,
    sort_title: sortableTitle(draft.title, move.language),
    author_name: draft.authorName,
    url: draft.url,
    summary_source: draft.summary.source,
    summary_html: draft.summary.html,
    notes_source: draft.notes.source,
    notes_html: draft.notes.html,
    rating_id: draft.ratingId,
    complete: draft.isComplete ? 1 : 0,
    featured_at: draft.isFeatured ? draft.createdAt : null,
    held_at: draft.isApproved ? null : draft.createdAt,
  }
}

async function writeTags(db: Db, id: number, tagIds: readonly number[]): Promise<void> {
  const rows = tagIds.map((tag_id, position) => ({ recommendation_id: id, tag_id, position }))
  if (rows.length > 0) await db.insertInto('recommendation_tag').values(rows).execute()
}

function listOf(ids: readonly number[]): string {
  return [...new Set(ids)].toSorted((a, b) => a - b).join(',')
}

function amendOf(move: Move): Amend<Drafts> {
  return {
    drafted: ({ id }, drafts) => {
      const draft = drafts.get(id)!
      return {
        title: draft.title,
        author: draft.authorName,
        url: draft.url,
        summary: draft.summary.source,
        notes: draft.notes.source,
        rating: draft.ratingId,
        complete: draft.isComplete ? 1 : 0,
        featured: draft.isFeatured ? 1 : 0,
        approved: draft.isApproved ? 1 : 0,
        tags: listOf(draft.tagIds),
      }
    },
    present: async (db, ids) => {
      const rows = await db
        .selectFrom('recommendation')
        .selectAll()
        .where('id', 'in', padded(ids))
        .where('deleted_at', 'is', null)
        .execute()
      const tags = await db
        .selectFrom('recommendation_tag')
        .selectAll()
        .where('recommendation_id', 'in', padded(ids))
        .execute()
      const tagsOf = Map.groupBy(tags, (tag) => tag.recommendation_id)
      return new Map(
        rows.map((row) => [
          row.id,
          {
            title: row.title,
            author: row.author_name,
            url: row.url,
            summary: row.summary_source,
            notes: row.notes_source,
            rating: row.rating_id,
            complete: row.complete,
            featured: row.featured_at === null ? 0 : 1,
            approved: row.held_at === null ? 1 : 0,
            tags: listOf((tagsOf.get(row.id) ?? []).map((tag) => tag.tag_id)),
          },
        ]),
      )
    },
    change: async (db, amendments, drafts) => {
      for (const { id, old, fields } of amendments) {
        const columns = columnsOf(move, drafts.get(old.id)!)
        const row = Object.assign({}, ...Object.keys(fields).map((field) => pick(columns, CHANGES[field] ?? [])))
        await db
          .updateTable('recommendation')
          .set({ ...(row as Partial<typeof columns>), updated_at: move.now })
          .where('id', '=', id)
          .execute()
        if (!('tags' in fields)) continue
        await db.deleteFrom('recommendation_tag').where('recommendation_id', '=', id).execute()
        await writeTags(db, id, drafts.get(old.id)!.tagIds)
      }
    },
  }
}

type Columns = ReturnType<typeof columnsOf>

const CHANGES: Readonly<Record<string, readonly (keyof Columns)[]>> = {
  title: ['title', 'sort_title'],
  author: ['author_name'],
  url: ['url'],
  summary: ['summary_source', 'summary_html'],
  notes: ['notes_source', 'notes_html'],
  rating: ['rating_id'],
  complete: ['complete'],
  featured: ['featured_at'],
  approved: ['held_at'],
}

function pick(columns: Columns, names: readonly (keyof Columns)[]): Partial<Columns> {
  return Object.fromEntries(names.map((name) => [name, columns[name]]))
}
