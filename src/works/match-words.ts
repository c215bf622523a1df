import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { sortKey } from '../text/sort-key.ts'

const MOST_WORDS = 6
const LONGEST = 40

/** What somebody typed, as words to find: folded, without an article in front. May be none. */
export function wordsOf(text: string): string[] {
  const words = sortKey(text.slice(0, 400), 'und').split(/[\s/&]+/)
  return [...new Set(words.map((word) => word.slice(0, LONGEST).toWellFormed()).filter((word) => word !== ''))].slice(
    0,
    MOST_WORDS,
  )
}

/**
 * Works in whose title, authors or tags (as lists show them) each of the words stands, in whole or as a part. Authors
 * and tags are looked through once, not once for each work.
 */
export function matching(db: Db, words: readonly string[]): Expression<SqlBool> {
  if (words.length === 0) return sql<SqlBool>`1 = 0`
  return sql<SqlBool>`(${sql.join(
    words.map((word) => matchingOne(db, `%${word.replace(/[\\%_]/g, '\\$&')}%`)),
    sql` and `,
  )})`
}

function matchingOne(db: Db, pattern: string): Expression<SqlBool> {
  const has = (column: string) => sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '\\'`
  const byName = db
    .selectFrom('creator')
    .innerJoin('pseud', 'pseud.id', 'creator.pseud_id')
    .where(has('pseud.sort_name'))
    .select('creator.work_id')
  const byTag = db
    .selectFrom('work_tag_expansion as found')
    .where(
      'found.tag_id',
      'in',
      db
        .selectFrom('tag')
        .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
        .where('vocabulary.spoiler', '=', 0)
        .where('tag.hidden', '=', 0)
        .where(has('tag.name_folded'))
        .select('tag.id'),
    )
    .select('found.work_id')
  return sql<SqlBool>`(${has('work.sort_title')} or work.id in (${byName}) or work.id in (${byTag}))`
}
