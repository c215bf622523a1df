import type { Db } from '../../../store/database.ts'
import { refreshWorks } from '../../../works/refresh-work.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'
import { STORY_LISTS, findListedTags } from '../tags/find-listed-tags.ts'
import { findRatings } from '../tags/find-ratings.ts'
import {
  type PreparedWork,
  type PreparedWorks,
  amendWorks,
  featuredColumns,
  raiseReads,
  stateColumns,
} from './amend-works.ts'
import { NeighbourDates } from './neighbour-dates.ts'
import type { Row } from '../read/row.ts'
import { sortableTitle } from './sortable.ts'
import { type WorkDraft, toWork } from './to-work.ts'

/** Stories become works, still without chapters. Needs members and tags. */
export async function moveWorks(move: Move): Promise<void> {
  const dates = new NeighbourDates(move, { table: 'stories', order: 'sid', columns: ['date', 'updated'] })
  const coauthors = move.site.table('coauthors')
  await moveRows<PreparedWorks>(move, {
    table: 'stories',
    legacy: 'story',
    phase: 'works',
    order: ['sid'],
    each: (row) => dates.take(row),
    beside: (row) => move.spool.rowsOf(coauthors, 'sid', row.integer('sid')),
    prepare: async (rows) => {
      await raiseReads(move, new Map(rows.map(({ id, row }) => [id, Math.max(0, row.integer('count'))])))
      return prepare(move, rows, dates)
    },
    write: (db, _rows, works) => writeWorks(move, db, works),
    amend: amendWorks(move),
  })
}

async function prepare(move: Move, rows: readonly OldRow[], dates: NeighbourDates): Promise<PreparedWorks> {
  const { spool, site } = move
  const hasCoauthorTable = spool.tables.has(site.table('coauthors'))
  const ratings = await findRatings(move, rows)
  const tags = await findListedTags(move, move.db, { table: 'stories', rows, columns: STORY_LISTS })
  const drafts = rows.map((old) => {
    const draft = toWork(old.row, move.zone, hasCoauthorTable)
    if (draft.postedAt === null) draft.remarks.push('had no date; sorted beside its neighbours')
    distrustLastNumber(move, old.row, draft)
    return { id: old.id, draft: { ...draft, postedAt: dates.of(old.row) } }
  })
  const others = new Map(drafts.map(({ id, draft }) => [id, tableCoauthors(move, id, draft.uid)]))
  const pseuds = await move.legacy.find(
    move.db,
    'member',
    drafts.flatMap(({ id, draft }) => [draft.uid, ...draft.coauthors, ...others.get(id)!]),
  )
  return new Map(
    drafts.map(({ id, draft }): [string, PreparedWork] => {
      const hasAuthor = spool.rowsOf(site.table('authors'), 'uid', draft.uid).length > 0
      if (!hasAuthor) draft.remarks.push(`its author, member ${draft.uid}, is gone; it waits for a moderator`)
      const pseudsOf = (uids: readonly number[]) => uids.flatMap((uid) => pseuds.get(String(uid)) ?? [])
      for (const uid of [draft.uid, ...draft.coauthors])
        if (!pseuds.has(String(uid))) draft.remarks.push(`its co-author, member ${uid}, is gone`)
      const pseudIds = pseudsOf([draft.uid, ...draft.coauthors, ...others.get(id)!])
      const more = {
        ratingId: ratings.get(id) ?? null,
        tagIds: tags.get(id) ?? [],
        isPosted: draft.approved && hasAuthor,
      }
      return [id, { draft, pseudIds, ...more }]
    }),
  )
}

function tableCoauthors({ spool, site }: Move, sid: string, author: number): number[] {
  const rows = spool.rowsOf(site.table('coauthors'), 'sid', Number(sid))
  return rows.map((row) => row.integer('uid')).filter((uid) => uid !== author)
}

/** A list as wide as its column was cut there, and its last number with it. */
function distrustLastNumber({ spool, site }: Move, row: Row, draft: WorkDraft): void {
  const width = spool.tables.get(site.table('stories'))?.widths.get('coauthors')
  const value = row.raw('coauthors')?.toString('latin1') ?? ''
  if (value.length < (width ?? Infinity) || !/,\d+$/.test(value)) return
  const last = Number(value.slice(value.lastIndexOf(',') + 1))
  draft.coauthors = draft.coauthors.filter((id) => id !== last)
  draft.remarks.push(`coauthors fills its column, so its last number ${last} may be cut; left out`)
}

async function writeWorks(move: Move, db: Db, works: PreparedWorks): Promise<Map<string, number>> {
  const all = [...works]
  const workIds = await insertAll(
    db,
    'work',
    all.map(([, work]) => toRow(move, work)),
  )
  await writeLinks(db, 'creator', all, (work, index) =>
    [...new Set(work.pseudIds)].map((pseud_id, position) => ({ work_id: workIds[index]!, pseud_id, position })),
  )
  await writeLinks(db, 'work_tag', all, (work, index) =>
    work.tagIds.map((tag_id, position) => ({ work_id: workIds[index]!, tag_id, position })),
  )
  await refreshWorks(db, workIds)
  for (const [id, { draft }] of all) for (const each of draft.remarks) move.ledger.remark('stories', id, each)
  return new Map(all.map(([id], index) => [id, workIds[index]!]))
}

function toRow(move: Move, { draft, ratingId, isPosted }: PreparedWork) {
  const updatedAt = draft.updatedAt ?? draft.postedAt
  return {
    title: draft.title,
    sort_title: sortableTitle(draft.title, move.language),
    language: move.language,
    summary_source: draft.summary.source,
    summary_html: draft.summary.html,
    notes_source: draft.notes.source,
    notes_html: draft.notes.html,
    rating_id: ratingId,
    complete: draft.complete ? 1 : 0,
    round_robin: draft.roundRobin ? 1 : 0,
    created_at: draft.postedAt,
    ...stateColumns(isPosted, draft.postedAt),
    hidden_at: null,
    deleted_at: null,
    updated_at: updatedAt,
    ...featuredColumns(draft.featured, updatedAt),
    banner_url: draft.bannerUrl,
    read_count: draft.readCount,
  }
}

async function writeLinks(
  db: Db,
  table: 'creator' | 'work_tag',
  works: readonly (readonly [string, PreparedWork])[],
  linksOf: (work: PreparedWork, index: number) => object[],
): Promise<void> {
  const links = works.flatMap(([, work], index) => linksOf(work, index))
  for (let from = 0; from < links.length; from += 2000) {
    await db
      .insertInto(table)
      .values(links.slice(from, from + 2000) as never)
      .execute()
  }
}
