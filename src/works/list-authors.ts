import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { beginsWith, type Letter } from '../store/letters.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'
import { leastAudience } from './visibility.ts'

export interface AuthorLine {
  id: number
  accountId: number
  name: string
  slug: string
  /** What this viewer finds on the author's page. */
  workCount: number
}

interface Values {
  audience: number
  limit: number
  offset: number
}

/** Everybody with a work that the viewer finds in lists. Shape: the letter, or 'all'. */
function authors(db: Db, audience: number, letter: Letter) {
  const all = db.selectFrom('pseud').where((eb) =>
    eb.exists(
      eb
        .selectFrom('creator')
        .innerJoin('work', 'work.id', 'creator.work_id')
        .whereRef('creator.pseud_id', '=', 'pseud.id')
        .where('work.audience', '>=', audience)
        .select(sql`1`.as('one')),
    ),
  )
  return letter === 'all' ? all : all.where(beginsWith('pseud.sort_name', letter))
}

const listRows = prepare<Values, Letter>()((db, param, letter) =>
  authors(db, param('audience'), letter)
    .select((eb) => [
      'pseud.id',
      'pseud.account_id as accountId',
      'pseud.name',
      'pseud.slug',
      eb
        .selectFrom('creator')
        .innerJoin('work', 'work.id', 'creator.work_id')
        .whereRef('creator.pseud_id', '=', 'pseud.id')
        .where('work.audience', '>=', param('audience'))
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .as('workCount'),
    ])
    .orderBy('pseud.sort_name')
    .orderBy('pseud.id')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const count = prepare<{ audience: number }, Letter>()((db, param, letter) =>
  authors(db, param('audience'), letter).select((eb) => eb.fn.countAll<number>().as('total')),
)

/** A null letter: all of them. */
export async function listAuthors(
  db: Db,
  viewer: Viewer,
  letter: Letter | null,
  paging: Paging,
): Promise<Paged<AuthorLine>> {
  const audience = leastAudience(viewer)
  const shape = letter ?? 'all'
  const [rows, totals] = await Promise.all([
    listRows(db, { audience, limit: paging.perPage, offset: offsetOf(paging) }, shape),
    count(db, { audience }, shape),
  ])
  const lines = rows.map((row) => ({ ...row, workCount: row.workCount ?? 0 }))
  return paged(lines, totals[0]?.total ?? 0, paging)
}
