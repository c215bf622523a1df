import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { leastAudience } from './visibility.ts'

const listRows = prepare<{ audience: number }>()((db, param) =>
  db
    .selectFrom('vocabulary')
    .where('vocabulary.in_browse', '=', 1)
    .select((eb) => [
      'vocabulary.id',
      'vocabulary.slug',
      'vocabulary.name',
      'vocabulary.role',
      eb
        .selectFrom('tag')
        .whereRef('tag.vocabulary_id', '=', 'vocabulary.id')
        .where('tag.canonical_id', 'is', null)
        .where('tag.hidden', '=', 0)
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('work_tag_expansion as use')
              .whereRef('use.tag_id', '=', 'tag.id')
              .where('use.audience', '>=', param('audience'))
              .select(sql`1`.as('one')),
          ),
        )
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .as('inUse'),
    ])
    .orderBy('vocabulary.position')
    .orderBy('vocabulary.id'),
)

/** Every vocabulary that is a way to browse, with how many of its tags the viewer finds works under. */
export async function listVocabularySizes(db: Db, viewer: Viewer) {
  const rows = await listRows(db, { audience: leastAudience(viewer) })
  return rows.map((row) => ({ ...row, inUse: row.inUse ?? 0 }))
}
