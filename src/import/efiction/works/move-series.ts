import type { Db } from '../../../store/database.ts'
import { type LegacyKind, insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { sortable } from './sortable.ts'
import { plain, rich } from '../text/to-text.ts'

const OPENNESS = ['closed', 'moderated', 'open'] as const
const TAG_COLUMNS: { column: string; kind: LegacyKind }[] = [
  { column: 'catid', kind: 'category' },
  { column: 'characters', kind: 'character' },
  { column: 'classes', kind: 'class' },
]

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
  const tagged = rows.map(() => new Set<number>())
  for (const { column, kind } of TAG_COLUMNS) {
    const tags = await move.legacy.find(
      db,
      kind,
      rows.flatMap(({ row }) => row.ids(column)),
    )
    for (const [index, { id, row }] of rows.entries()) {
      for (const oldId of row.ids(column)) {
        const tagId = tags.get(String(oldId))
        if (tagId !== undefined) tagged[index]!.add(tagId)
        else move.ledger.remark('series', id, `${kind} ${oldId} is gone; left out`)
      }
    }
  }
  const links = tagged.flatMap((tags, index) =>
    [...tags].map((tagId) => ({ series_id: seriesIds[index]!, tag_id: tagId })),
  )
  for (let from = 0; from < links.length; from += 5000) {
    await db
      .insertInto('series_tag')
      .values(links.slice(from, from + 5000))
      .execute()
  }
}
