import { sql } from 'kysely'
import type { Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { prepare } from '../../store/prepared.ts'
import { groupedBy, idParams, type IdValues, idValues } from '../../store/prepared-ids.ts'

/** Why a work is hidden from a member. */
export type Reason =
  | { kind: 'work' }
  | { kind: 'author'; id: number; name: string; slug: string }
  | { kind: 'tag'; id: number; name: string; slug: string; vocabularySlug: string }
  | { kind: 'language' }

const NO_TEXT = sql<string>`''`

const listRows = prepare<IdValues & { accountId: number }, string>()((db, param, shape) =>
  db
    .selectFrom('hiding')
    .where('hiding.account_id', '=', param('accountId'))
    .where('hiding.work_id', 'in', idParams(param, shape))
    .select([
      sql<Reason['kind']>`'work'`.as('kind'),
      sql<number>`hiding.work_id`.as('workId'),
      sql<number>`hiding.work_id`.as('id'),
      NO_TEXT.as('name'),
      NO_TEXT.as('slug'),
      NO_TEXT.as('vocabularySlug'),
    ])
    .unionAll(
      db
        .selectFrom('hiding')
        .innerJoin('creator', 'creator.pseud_id', 'hiding.pseud_id')
        .innerJoin('pseud', 'pseud.id', 'hiding.pseud_id')
        .where('hiding.account_id', '=', param('accountId'))
        .where('creator.work_id', 'in', idParams(param, shape))
        .select([
          sql<Reason['kind']>`'author'`.as('kind'),
          'creator.work_id as workId',
          'pseud.id',
          'pseud.name',
          'pseud.slug',
          NO_TEXT.as('vocabularySlug'),
        ]),
    )
    .unionAll(
      db
        .selectFrom('hiding')
        .innerJoin('tag as chosen', 'chosen.id', 'hiding.tag_id')
        .innerJoin('tag', (join) => join.on('tag.id', '=', sql`coalesce(chosen.canonical_id, chosen.id)`))
        .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
        .innerJoin('work_tag_expansion as tagged', 'tagged.tag_id', 'tag.id')
        .where('hiding.account_id', '=', param('accountId'))
        .where('tagged.work_id', 'in', idParams(param, shape))
        .select([
          sql<Reason['kind']>`'tag'`.as('kind'),
          'tagged.work_id as workId',
          'tag.id',
          'tag.name',
          'tag.slug',
          'vocabulary.slug as vocabularySlug',
        ]),
    ),
)

/**
 * Asked of one of these works: why it is hidden; empty where it is not. One query for members, none for guests. At most
 * 1000 works.
 */
export async function listReasons(
  db: Db,
  viewer: Viewer,
  workIds: readonly number[],
): Promise<(work: { id: number; language: string }) => Reason[]> {
  if (viewer.kind === 'guest' || workIds.length === 0) return () => []
  const { values, shape } = idValues(workIds)
  const rows = groupedBy(await listRows(db, { ...values, accountId: viewer.accountId }, shape), (row) => row.workId)
  const only = viewer.preferences.onlyLanguages
  return ({ id, language }) => {
    const reasons = (rows.get(id) ?? []).map(toReason)
    return only.length === 0 || only.includes(language) ? reasons : [...reasons, { kind: 'language' }]
  }
}

function toReason({ kind, id, name, slug, vocabularySlug }: Awaited<ReturnType<typeof listRows>>[number]): Reason {
  if (kind === 'author') return { kind, id, name, slug }
  if (kind === 'tag') return { kind, id, name, slug, vocabularySlug }
  return { kind: 'work' }
}
