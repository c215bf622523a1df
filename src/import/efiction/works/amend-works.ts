import type { Db } from '../../../store/database.ts'
import { noteWorkChanges } from '../../../store/work-changes.ts'
import { padded } from '../../../store/in-list.ts'
import { refreshWorks } from '../../../works/refresh-work.ts'
import type { Amend, Amendment, Move } from '../moving.ts'
import type { Fields } from '../written.ts'
import { sortableTitle } from './sortable.ts'
import type { Featured, WorkDraft } from './to-work.ts'

export interface PreparedWork {
  draft: WorkDraft & { postedAt: number }
  ratingId: number | null
  /** In the order that they stand in. */
  tagIds: readonly number[]
  /** Of the story's own row and of the table of co-authors; the author first. */
  pseudIds: readonly number[]
  isPosted: boolean
}

/** By old number. */
export type PreparedWorks = ReadonlyMap<string, PreparedWork>

/** What a newer dump may change in works that are here. Reads are no edit: see `raiseReads`. */
export function amendWorks(move: Move): Amend<PreparedWorks> {
  return {
    drafted: ({ id }, works) => fieldsOf(works.get(id)!),
    present: readFields,
    change: async (db, amendments, works) => {
      for (const amendment of amendments) await change(move, db, amendment, works.get(amendment.old.id)!)
      await refreshWorks(
        db,
        amendments.map(({ id }) => id),
      )
    },
  }
}

function fieldsOf({ draft, ratingId, tagIds, pseudIds, isPosted }: PreparedWork): Fields {
  return {
    title: draft.title,
    summary: draft.summary.source,
    notes: draft.notes.source,
    rating: ratingId,
    complete: draft.complete ? 1 : 0,
    roundRobin: draft.roundRobin ? 1 : 0,
    featured: draft.featured,
    banner: draft.bannerUrl,
    state: isPosted ? 'posted' : 'held',
    updatedAt: draft.updatedAt ?? draft.postedAt,
    tags: listOf(tagIds),
    creators: listOf(pseudIds),
  }
}

function listOf(ids: readonly number[]): string {
  return [...new Set(ids)].toSorted((a, b) => a - b).join(',')
}

async function readFields(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Fields>> {
  const works = await db
    .selectFrom('work')
    .selectAll()
    .where('id', 'in', padded(ids))
    .where('deleted_at', 'is', null)
    .execute()
  const tags = await db.selectFrom('work_tag').selectAll().where('work_id', 'in', padded(ids)).execute()
  const creators = await db.selectFrom('creator').selectAll().where('work_id', 'in', padded(ids)).execute()
  const tagsOf = Map.groupBy(tags, (row) => row.work_id)
  const creatorsOf = Map.groupBy(creators, (row) => row.work_id)
  return new Map(
    works.map((work) => [
      work.id,
      {
        title: work.title,
        summary: work.summary_source,
        notes: work.notes_source,
        rating: work.rating_id,
        complete: work.complete,
        roundRobin: work.round_robin,
        featured: work.featured_at === null ? null : work.featured_until === null ? 'now' : 'past',
        banner: work.banner_url,
        state: work.posted_at !== null ? 'posted' : work.held_at !== null ? 'held' : 'draft',
        updatedAt: work.updated_at,
        tags: listOf((tagsOf.get(work.id) ?? []).map((row) => row.tag_id)),
        creators: listOf((creatorsOf.get(work.id) ?? []).map((row) => row.pseud_id)),
      },
    ]),
  )
}

async function change(move: Move, db: Db, { id, old, fields }: Amendment, work: PreparedWork): Promise<void> {
  const { draft } = work
  for (const remark of draft.remarks) move.ledger.remark('stories', old.id, remark)
  const has = (field: string) => Object.hasOwn(fields, field)
  const row = {
    ...(has('title') && { title: draft.title, sort_title: sortableTitle(draft.title, move.language) }),
    ...(has('summary') && { summary_source: draft.summary.source, summary_html: draft.summary.html }),
    ...(has('notes') && { notes_source: draft.notes.source, notes_html: draft.notes.html }),
    ...(has('rating') && { rating_id: work.ratingId }),
    ...(has('complete') && { complete: draft.complete ? 1 : 0 }),
    ...(has('roundRobin') && { round_robin: draft.roundRobin ? 1 : 0 }),
    ...(has('featured') && featuredColumns(draft.featured, move.now)),
    ...(has('banner') && { banner_url: draft.bannerUrl }),
    ...(has('state') && stateColumns(work.isPosted, draft.postedAt)),
    ...(has('updatedAt') && { updated_at: draft.updatedAt ?? draft.postedAt }),
  }
  if (Object.keys(row).length > 0) await db.updateTable('work').set(row).where('id', '=', id).execute()
  if (has('tags')) await replaceTags(db, id, work.tagIds)
  const isWhole = move.spool.tables.has(move.site.table('coauthors'))
  if (has('creators')) await changeCreators(db, id, work.pseudIds, isWhole)
}

/** When it was chosen is not known; `at` is as good a guess as any. */
export function featuredColumns(featured: Featured, at: number) {
  return { featured_at: featured === null ? null : at, featured_until: featured === 'past' ? at : null }
}

export function stateColumns(isPosted: boolean, at: number) {
  return { posted_at: isPosted ? at : null, held_at: isPosted ? null : at }
}

async function replaceTags(db: Db, workId: number, tagIds: readonly number[]): Promise<void> {
  await db.deleteFrom('work_tag').where('work_id', '=', workId).execute()
  const rows = [...new Set(tagIds)].map((tag_id, position) => ({ work_id: workId, tag_id, position }))
  if (rows.length > 0) await db.insertInto('work_tag').values(rows).execute()
}

/** A work is never left without any; a dump without the table of co-authors takes none away. */
async function changeCreators(db: Db, workId: number, pseudIds: readonly number[], isWhole: boolean): Promise<void> {
  const rows = [...new Set(pseudIds)].map((pseud_id, position) => ({ work_id: workId, pseud_id, position }))
  if (rows.length === 0) return
  if (isWhole) await db.deleteFrom('creator').where('work_id', '=', workId).execute()
  await db
    .insertInto('creator')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The greater number counts: both sites may have been read since. */
export async function raiseReads(move: Move, reads: ReadonlyMap<string, number>): Promise<void> {
  const known = await move.legacy.find(move.db, 'story', reads.keys())
  for (const [sid, workId] of known) {
    const readCount = reads.get(sid)!
    const { numUpdatedRows } = await move.db
      .updateTable('work')
      .set({ read_count: readCount })
      .where('id', '=', workId)
      .where('read_count', '<', readCount)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await noteWorkChanges(move.db, [workId], 'numbers')
  }
}
