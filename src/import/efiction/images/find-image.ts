import { uploadAddress } from '../../../site/uploads.ts'
import type { Db } from '../../../store/database.ts'

/**
 * Where a picture of an old site is shown now. `path` is relative to the root of the old site and decoded, without a
 * slash at its start: `stories/7/images/map.gif`. Null where no such picture came over.
 */
export async function findLegacyImage(db: Db, path: string): Promise<string | null> {
  if (!/\/\d{1,10}\/images\/[^/]+$/i.test(path)) return null
  const found = await db
    .selectFrom('legacy_id')
    .innerJoin('upload', 'upload.id', 'legacy_id.new_id')
    .where('kind', '=', 'image')
    .where('old_id', 'in', [path, path.toLowerCase()])
    .select(['old_id', 'sha256', 'mime'])
    .orderBy('upload.id')
    .execute()
  const best = found.find(({ old_id }) => old_id === path) ?? found[0]
  return best ? uploadAddress(best) : null
}
