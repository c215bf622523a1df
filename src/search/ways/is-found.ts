// Of the names that somebody may be told, those that the viewer finds works under: nothing else is told of a draft's tags.
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { prepare } from '../../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../../store/prepared-ids.ts'
import type { NameKind } from './read-names.ts'

type Values = IdValues & { audience: number }

const tagsInUse = prepare<Values, string>()((db, param, shape) =>
  db
    .selectFrom('tag')
    .where('id', 'in', idParams(param, shape))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('work_tag_expansion as used')
          .whereRef('used.tag_id', '=', 'tag.id')
          .where('used.audience', '>=', param('audience'))
          .select(sql`1`.as('one')),
      ),
    )
    .select('id'),
)

const pseudsInUse = prepare<Values, string>()((db, param, shape) =>
  db
    .selectFrom('pseud')
    .where('id', 'in', idParams(param, shape))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('creator')
          .innerJoin('work', 'work.id', 'creator.work_id')
          .whereRef('creator.pseud_id', '=', 'pseud.id')
          .where('work.audience', '>=', param('audience'))
          .select(sql`1`.as('one')),
      ),
    )
    .select('id'),
)

/** At most 1000. */
export async function findInUse(
  db: Db,
  kind: NameKind,
  ids: readonly number[],
  audience: number,
): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set()
  const { values, shape } = idValues(ids)
  const query = kind === 'tag' ? tagsInUse : pseudsInUse
  return new Set((await query(db, { ...values, audience }, shape)).map((row) => row.id))
}
