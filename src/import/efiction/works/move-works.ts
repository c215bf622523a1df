import type { Db } from '../../../store/database.ts'
import { refreshWorks } from '../../../works/refresh-work.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'
import { STORY_LISTS, findListedTags } from '../tags/find-listed-tags.ts'
import { findRatings } from '../tags/find-ratings.ts'
import { NeighbourDates } from './neighbour-dates.ts'
import type { Row } from '../read/row.ts'
import { sortable } from './sortable.ts'
import { type WorkDraft, toWork } from './to-work.ts'

interface Numbered {
  id: string
  draft: WorkDraft & { postedAt: number }
  ratingId: number | null
}

/** Stories become works, still without chapters. Needs members and tags. */
export async function moveWorks(move: Move): Promise<void> {
  const hasCoauthorTable = move.spool.tables.has(move.site.table('coauthors'))
  const dates = new NeighbourDates(move, ['date', 'updated'])
  let works: Numbered[] = []
  const draftOf = ({ id, row }: OldRow, ratings: ReadonlyMap<string, number>): Numbered => {
    const draft = toWork(row, move.zone, hasCoauthorTable)
    if (draft.postedAt === null) draft.remarks.push('had no date; sorted beside its neighbours')
    distrustLastNumbers(move, row, draft)
    return { id, draft: { ...draft, postedAt: dates.of(row) }, ratingId: ratings.get(id) ?? null }
  }
  await moveRows(move, {
    table: 'stories',
    legacy: 'story',
    phase: 'works',
    order: ['sid'],
    each: (row) => dates.take(row),
    prepare: async (rows) => {
      const ratings = await findRatings(move, rows)
      works = rows.map((row) => draftOf(row, ratings))
    },
    write: (db, rows) => writeWorks(move, db, { rows, works }),
  })
}

const LISTS = { coauthors: 'coauthors' } as const

/** A list as wide as its column was cut there, and its last number with it. */
function distrustLastNumbers({ spool, site }: Move, row: Row, draft: WorkDraft): void {
  const widths = spool.tables.get(site.table('stories'))?.widths
  for (const [column, list] of Object.entries(LISTS)) {
    const value = row.raw(column)?.toString('latin1') ?? ''
    if (value.length < (widths?.get(column) ?? Infinity) || !/,\d+$/.test(value)) continue
    const last = Number(value.slice(value.lastIndexOf(',') + 1))
    draft[list] = draft[list].filter((id) => id !== last)
    draft.remarks.push(`${column} fills its column, so its last number ${last} may be cut; left out`)
  }
}

interface Writing {
  rows: readonly OldRow[]
  works: readonly Numbered[]
}

async function writeWorks(move: Move, db: Db, { rows: oldRows, works }: Writing): Promise<Map<string, number>> {
  const authors = await move.legacy.find(
    db,
    'member',
    works.flatMap(({ draft }) => [draft.uid, ...draft.coauthors]),
  )
  const rows = works.map((work) => toRow(move, work))
  const workIds = await insertAll(db, 'work', rows)
  await writeCreators(move, db, works, workIds, authors)
  await writeTags(move, db, oldRows, workIds)
  await refreshWorks(db, workIds)
  for (const { id, draft } of works) for (const each of draft.remarks) move.ledger.remark('stories', id, each)
  return new Map(works.map(({ id }, index) => [id, workIds[index]!]))
}

function toRow(move: Move, { draft, ratingId }: Numbered) {
  const hasAuthor = move.spool.rowsOf(move.site.table('authors'), 'uid', draft.uid).length > 0
  if (!hasAuthor) draft.remarks.push(`its author, member ${draft.uid}, is gone; it waits for a moderator`)
  const isPosted = draft.approved && hasAuthor
  const updatedAt = draft.updatedAt ?? draft.postedAt
  return {
    title: draft.title,
    sort_title: sortable(draft.title, move.language),
    language: move.language,
    summary_source: draft.summary.source,
    summary_html: draft.summary.html,
    notes_source: draft.notes.source,
    notes_html: draft.notes.html,
    rating_id: ratingId,
    complete: draft.complete ? 1 : 0,
    round_robin: draft.roundRobin ? 1 : 0,
    created_at: draft.postedAt,
    posted_at: isPosted ? draft.postedAt : null,
    held_at: isPosted ? null : draft.postedAt,
    hidden_at: null,
    deleted_at: null,
    updated_at: updatedAt,
    featured_at: draft.featured ? updatedAt : null,
    read_count: draft.readCount,
  }
}

async function writeCreators(
  move: Move,
  db: Db,
  works: readonly Numbered[],
  workIds: readonly number[],
  authors: ReadonlyMap<string, number>,
): Promise<void> {
  const creators = works.flatMap(({ id, draft }, index) =>
    [draft.uid, ...draft.coauthors].flatMap((uid, position) => {
      const pseudId = authors.get(String(uid))
      if (pseudId === undefined) move.ledger.remark('stories', id, `its co-author, member ${uid}, is gone`)
      return pseudId === undefined ? [] : [{ work_id: workIds[index]!, pseud_id: pseudId, position }]
    }),
  )
  if (creators.length > 0) await db.insertInto('creator').values(creators).execute()
}

async function writeTags(move: Move, db: Db, rows: readonly OldRow[], workIds: readonly number[]): Promise<void> {
  const tagged = await findListedTags(move, db, { table: 'stories', rows, columns: STORY_LISTS })
  const links = rows.flatMap(({ id }, index) =>
    tagged.get(id)!.map((tagId, position) => ({ work_id: workIds[index]!, tag_id: tagId, position })),
  )
  for (let from = 0; from < links.length; from += 2000) {
    await db
      .insertInto('work_tag')
      .values(links.slice(from, from + 2000))
      .execute()
  }
}
