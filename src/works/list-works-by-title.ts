import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { beginsWith, type Letter } from '../store/letters.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'
import { leastAudience } from './visibility.ts'

interface Values {
  audience: number
  limit: number
  offset: number
}

/** Shape: the letter, or 'all'. */
function works(db: Db, audience: number, letter: Letter) {
  const listed = db.selectFrom('work').where('work.audience', '>=', audience)
  return letter === 'all' ? listed : listed.where(beginsWith('work.sort_title', letter))
}

const listRows = prepare<Values, Letter>()((db, param, letter) =>
  works(db, param('audience'), letter)
    .select('work.id')
    .orderBy('work.sort_title')
    .orderBy('work.id')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const count = prepare<{ audience: number }, Letter>()((db, param, letter) =>
  works(db, param('audience'), letter).select((eb) => eb.fn.countAll<number>().as('total')),
)

/** A null letter: all of them. */
export async function listWorksByTitle(
  db: Db,
  viewer: Viewer,
  letter: Letter | null,
  paging: Paging,
): Promise<Paged<number>> {
  const audience = leastAudience(viewer)
  const shape = letter ?? 'all'
  const [rows, totals] = await Promise.all([
    listRows(db, { audience, limit: paging.perPage, offset: offsetOf(paging) }, shape),
    count(db, { audience }, shape),
  ])
  return paged(
    rows.map((row) => row.id),
    totals[0]?.total ?? 0,
    paging,
  )
}
