import type { Db } from '../../../store/database.ts'
import { foldTag } from '../../../text/slug.ts'
import { cleanText } from '../../../text/well-formed.ts'
import type { Ask } from './ask.ts'
import type { OldQuery } from './old-query.ts'
import { type NewPlace, place } from './places.ts'

/** Names that the old lists gave a meaning of their own; others may be names of class types. */
const NO_CLASS_TYPES = new Set(
  `type catid id charid charlist1 charlist2 rid rating classin classex class classid type_id complete completed wordlow
  wordhigh sort sortorder let offset searchtype searchterm authors uid go submit skin list action sid seriesid parentcatid
  textsize viewlist summary sortby page add remove`.split(/\s+/),
)

/**
 * The tag that a list was narrowed by; of several the narrowest: a character, a class, a category, a rating. What a
 * list left out (`classex`) narrows nothing.
 */
export async function findTagOf(ask: Ask): Promise<NewPlace | null> {
  const { numbers, query } = ask
  const filters: Array<readonly [string, readonly string[]]> = [
    ['character', query.numbers('charid', 'charlist1', 'charlist2', ...(isOf(query, 'characters') ? ['id'] : []))],
    ['class', query.numbers('classid', 'classin', ...classTypeNames(query))],
    ['category', query.numbers('catid', ...(isOf(query, 'categories') ? ['id'] : []))],
    ['rating', query.numbers('rating', 'rid')],
  ]
  for (const [kind, oldIds] of filters) {
    const id = await numbers.findAny(kind, oldIds)
    const found = id === null ? null : await tagPage(ask.db, id)
    if (found) return found
  }
  return (await findRatingByName(ask)) ?? findClassType(ask)
}

/** Before ratings had numbers, their names stood in addresses. */
async function findRatingByName({ db, query }: Ask): Promise<NewPlace | null> {
  const name = query.text('rating') || query.text('rid')
  if (name === '' || name.length > 200 || /[0-9]/.test(name)) return null
  const tag = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('vocabulary.role', '=', 'rating')
    .where('tag.name_folded', '=', foldTag(cleanText(name)))
    .select('tag.id')
    .executeTakeFirst()
  return tag ? tagPage(db, tag.id) : null
}

function isOf(query: OldQuery, type: string): boolean {
  return query.word('type') === type
}

/** `class_3=12`, and `genres=12` by the name that a class type had. */
function classTypeNames(query: OldQuery): string[] {
  return query.names().filter((name) => /^class_[0-9]+$/.test(name) || (!name.startsWith('exclass_') && isFree(name)))
}

function isFree(name: string): boolean {
  return /^[a-z][a-z_0-9]*$/.test(name) && !NO_CLASS_TYPES.has(name)
}

async function tagPage(db: Db, id: number): Promise<NewPlace | null> {
  const tag = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tag.id', '=', id)
    .select(['tag.slug as tag', 'vocabulary.slug as vocabulary'])
    .executeTakeFirst()
  return tag ? place('tag', tag) : null
}

async function findClassType({ db, numbers, query }: Ask): Promise<NewPlace | null> {
  const id = await numbers.find('classtype', query.number('type_id'))
  if (id === null) return null
  const found = await db.selectFrom('vocabulary').where('id', '=', id).select('slug').executeTakeFirst()
  return found ? place('vocabulary', { vocabulary: found.slug }) : null
}

/** The list of all tags of a kind. */
export async function findVocabularyOf(db: Db, role: 'fandom' | 'character' | 'rating'): Promise<NewPlace> {
  const found = await db
    .selectFrom('vocabulary')
    .where('role', '=', role)
    .select('slug')
    .orderBy('position')
    .orderBy('id')
    .executeTakeFirst()
  return found ? place('vocabulary', { vocabulary: found.slug }) : place('browse')
}
