import type { Ask } from './ask.ts'
import { findRatingByName } from './find-tag.ts'
import { classTypeNames, isOfType } from './list-names.ts'
import type { OldFilter, OldTag } from './old-filter.ts'
import type { OldQuery } from './old-query.ts'

const MOST = 30

/** Characters and classes all had to be there, one of the categories and one of the ratings would do. */
export async function findFilter(ask: Ask): Promise<OldFilter> {
  const { query } = ask
  const asked: ReadonlyArray<readonly [keyof Groups, string, readonly string[]]> = [
    ['with', 'character', query.numbers('charid', 'charlist1', 'charlist2', ...idOf(query, 'characters'))],
    ['with', 'class', query.numbers('classid', 'classin', ...classTypeNames(query))],
    ['any', 'category', query.numbers('catid', ...idOf(query, 'categories'))],
    ['any', 'rating', query.numbers('rating', 'rid')],
    ['without', 'class', query.numbers('classex', ...query.names().filter((name) => /^exclass_[0-9]+$/.test(name)))],
  ]
  const [found, named, authors] = await Promise.all([
    Promise.all(
      asked.map(async ([group, kind, ids]) => [group, await findTags(ask, kind, ids.slice(0, MOST))] as const),
    ),
    findRatingByName(ask),
    findAuthors(ask, query.numbers('authors').slice(0, MOST)),
  ])
  const tagsOf = (group: keyof Groups) => found.flatMap(([of, tags]) => (of === group ? tags : []))
  const groups: Groups = { with: tagsOf('with'), any: tagsOf('any'), without: tagsOf('without') }
  return {
    ...groups,
    any: named ? [...groups.any, named] : groups.any,
    authors,
    words: { from: wordsOf(query, 'wordlow'), to: wordsOf(query, 'wordhigh') },
    status: statusOf(query),
    isByTitle: query.word('sort') === 'alpha',
    text: '',
    textIn: null,
  }
}

type Groups = Pick<OldFilter, 'with' | 'any' | 'without'>

function idOf(query: OldQuery, type: string): string[] {
  return isOfType(query, type) ? ['id'] : []
}

function wordsOf(query: OldQuery, name: string): number | null {
  const number = query.number(name)
  return number === null ? null : Number(number)
}

function statusOf(query: OldQuery): OldFilter['status'] {
  const complete = query.word('complete') || query.word('completed')
  if (complete === '1') return 'complete'
  return complete === '0' && query.has('complete') ? 'in progress' : null
}

async function findTags({ db, numbers }: Ask, kind: string, oldIds: readonly string[]): Promise<OldTag[]> {
  const ids = await numbers.findAll(kind, oldIds)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tag.id', 'in', ids)
    .select(['tag.slug', 'vocabulary.slug as vocabularySlug'])
    .orderBy('tag.id')
    .execute()
  return rows
}

async function findAuthors({ db, numbers }: Ask, oldIds: readonly string[]): Promise<string[]> {
  const ids = await numbers.findAll('member', oldIds)
  if (ids.length === 0) return []
  const rows = await db.selectFrom('pseud').where('id', 'in', ids).select('slug').orderBy('id').execute()
  return rows.map(({ slug }) => slug)
}
