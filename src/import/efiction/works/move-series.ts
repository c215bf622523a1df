import type { Db } from '../../../store/database.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { sortable } from './sortable.ts'
import { SERIES_LISTS, findListedTags } from '../tags/find-listed-tags.ts'
import { plain, rich } from '../text/to-text.ts'

const OPENNESS = ['closed', 'moderated', 'open'] as const

/** Series with their tags; the works in them come with `moveSeriesEntries`. */
export async function moveSeries(move: Move): Promise<void> {
  await moveRows(move, {
    table: 'series',
    legacy: 'series',
    phase: 'series',
    order: ['seriesid'],
    write: async (db, rows) => {
      const owners = await move.legacy.find(
        db,
        'member',
        rows.map(({ row }) => ownerOf(row)),
      )
      const seriesIds = await insertAll(
        db,
        'series',
        rows.map(({ id, row }) => toRow(move, id, row, owners)),
      )
      await writeTags(move, db, rows, seriesIds)
      return new Map(rows.map(({ id }, index) => [id, seriesIds[index]!]))
    },
  })
}

/** The column's name on sites that never left 2.x. */
function ownerOf(row: Row): number {
  return row.has('uid') ? row.integer('uid') : row.integer('owner')
}

function toRow(move: Move, id: string, row: Row, owners: ReadonlyMap<string, number>) {
  const title = plain(row, 'title') || `Series ${id}`
  const summary = rich(row, 'summary')
  const pseudId = owners.get(String(ownerOf(row))) ?? null
  if (pseudId === null) move.ledger.remark('series', id, `its owner, member ${ownerOf(row)}, is gone`)
  return {
    title,
    sort_title: sortable(title, move.language),
    summary_source: summary.source,
    summary_html: summary.html,
    pseud_id: pseudId,
    openness: OPENNESS[row.integer('isopen')] ?? 'closed',
    created_at: move.now,
    updated_at: move.now,
    hidden_at: null,
  }
}

async function writeTags(move: Move, db: Db, rows: readonly OldRow[], seriesIds: readonly number[]): Promise<void> {
  const tagged = await findListedTags(move, db, { table: 'series', rows, columns: SERIES_LISTS })
  const links = rows.flatMap(({ id }, index) =>
    tagged.get(id)!.map((tagId) => ({ series_id: seriesIds[index]!, tag_id: tagId })),
  )
  for (let from = 0; from < links.length; from += 5000) {
    await db
      .insertInto('series_tag')
      .values(links.slice(from, from + 5000))
      .execute()
  }
}
