// Suggestions out of the database alone, while the names are not in memory yet: the few that could match, put in order
// by the same code.
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { foldTag } from '../../text/slug.ts'
import { Names } from './names.ts'
import type { NameKind } from './read-names.ts'
import type { CountWorks } from './work-counts.ts'

const MOST = 300
const MOST_WORDS = 6
const COLUMNS = { tag: 'name_folded', pseud: 'sort_name' } as const

/** Names in which every word that was typed stands somewhere, in whole or as a part. */
export async function findSomeNames(
  db: Db,
  kind: NameKind,
  text: string,
  groupIds: readonly number[],
  countWorks: CountWorks,
): Promise<Names> {
  const words = foldTag(text)
    .split(/[ /&]+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
  const names = new Names(kind, countWorks)
  if (words.length === 0) return names
  const ids = await (kind === 'tag' ? tagIds(db, words, groupIds) : pseudIds(db, words))
  await names.renew(db, ids)
  const canonical = ids.flatMap((id) => names.get(id)?.canonicalId ?? [])
  await names.renew(
    db,
    canonical.filter((id) => !names.get(id)),
  )
  return names
}

function hasWord(kind: NameKind, word: string): Expression<SqlBool> {
  return sql<SqlBool>`${sql.ref(COLUMNS[kind])} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`
}

async function tagIds(db: Db, words: readonly string[], groupIds: readonly number[]): Promise<number[]> {
  if (groupIds.length === 0) return []
  const rows = await db
    .selectFrom('tag')
    .where('vocabulary_id', 'in', [...groupIds])
    .where((eb) => eb.and(words.map((word) => hasWord('tag', word))))
    .select('id')
    .orderBy(sql`length(name_folded)`)
    .orderBy('id')
    .limit(MOST)
    .execute()
  return rows.map((row) => row.id)
}

async function pseudIds(db: Db, words: readonly string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('pseud')
    .where((eb) => eb.and(words.map((word) => hasWord('pseud', word))))
    .select('id')
    .orderBy(sql`length(sort_name)`)
    .orderBy('id')
    .limit(MOST)
    .execute()
  return rows.map((row) => row.id)
}
