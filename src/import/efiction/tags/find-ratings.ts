import { foldName } from '../../../text/slug.ts'
import type { Move, OldRow } from '../moving.ts'
import { plainOf } from '../text/to-text.ts'
import { unknownRating } from './unknown-rating.ts'

/** The rating tag of each story: by number, else by name, as old versions kept it; else the unknown one. */
export async function findRatings(move: Move, stories: readonly OldRow[]): Promise<Map<string, number>> {
  const byName = new Map<string, number>()
  const rows = [...move.spool.rows(move.site.table('ratings'), ['rid'])]
  const byId = await move.legacy.find(
    move.db,
    'rating',
    rows.map((row) => row.integer('rid')),
  )
  for (const row of rows) byName.set(foldName(plainOf(row.text('rating'))), byId.get(String(row.integer('rid')))!)

  const found = new Map<string, number>()
  for (const { id, row } of stories) {
    const rid = plainOf(row.text('rid'))
    const tagId = byId.get(rid) ?? byName.get(foldName(rid))
    if (tagId === undefined) {
      move.ledger.remark('stories', id, `rating "${rid}" is unknown; not rated, with every gate of the site`)
    }
    found.set(id, tagId ?? (await unknownRating(move)))
  }
  return found
}
