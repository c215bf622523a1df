import { sql } from 'kysely'
import type { Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { prepare } from '../../store/prepared.ts'
import { type Hidden, NOTHING_HIDDEN } from './hidden.ts'

const listRows = prepare<{ accountId: number }>()((db, param) =>
  db
    .selectFrom('hiding')
    .leftJoin('tag', 'tag.id', 'hiding.tag_id')
    .where('hiding.account_id', '=', param('accountId'))
    .select([
      'hiding.work_id as workId',
      'hiding.pseud_id as pseudId',
      // A tag that has become another's synonym is meant by the other's name.
      sql<number | null>`coalesce(tag.canonical_id, tag.id)`.as('tagId'),
    ])
    .orderBy('hiding.id'),
)

/** One query for members, none for guests. */
export async function findHidden(db: Db, viewer: Viewer): Promise<Hidden> {
  if (viewer.kind === 'guest') return NOTHING_HIDDEN
  const rows = await listRows(db, { accountId: viewer.accountId })
  const ids = (name: 'workId' | 'pseudId' | 'tagId') => [...new Set(rows.flatMap((row) => row[name] ?? []))]
  const { onlyLanguages } = viewer.preferences
  return { works: ids('workId'), pseuds: ids('pseudId'), tags: ids('tagId'), onlyLanguages }
}
