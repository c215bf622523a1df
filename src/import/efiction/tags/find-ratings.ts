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
    found.set(id, tagId ?? (await lostRating(move, id, rid)))
  }
  return found
}

/** Old versions kept the name; one that no rating has any more is kept as a rating of its own. */
async function lostRating(move: Move, id: string, rid: string): Promise<number> {
  const isName = !/^-?\d*$/.test(rid)
  const becomes = isName ? 'it is a rating of its own now' : 'not rated'
  move.ledger.remark('stories', id, `rating "${rid}" is unknown; ${becomes}, with every gate of the site`)
  return isName ? unknownRating(move, rid) : unknownRating(move)
}
