import type { Db } from '../store/database.ts'
import { prepare, whole } from '../store/prepared.ts'

const MOST = 100

const rows = prepare<{ tagId: number }>()((db, param) => {
  const columns = [
    'tag.id',
    'tag.name',
    'tag.slug',
    'vocabulary.slug as vocabularySlug',
    'vocabulary.closed',
    'tag.sort_name as sortName',
  ] as const
  const tags = db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tag.hidden', '=', 0)
    .select(columns)
  const synonyms = tags.where('tag.canonical_id', '=', param('tagId')).select((eb) => eb.val('synonym').as('how'))
  const fandoms = tags
    .innerJoin('tag_scope', 'tag_scope.fandom_id', 'tag.id')
    .where('tag_scope.tag_id', '=', param('tagId'))
    .select((eb) => eb.val('fandom').as('how'))
  const meanings = tags
    .innerJoin('tag_meaning', 'tag_meaning.meaning_id', 'tag.id')
    .where('tag_meaning.tag_id', '=', param('tagId'))
    .select((eb) => eb.val('meaning').as('how'))
  const below = tags
    .innerJoin('tag_parent', 'tag_parent.tag_id', 'tag.id')
    .innerJoin('tag as above', 'above.id', 'tag_parent.parent_id')
    .where('tag_parent.parent_id', '=', param('tagId'))
    .whereRef('above.vocabulary_id', '<>', 'tag.vocabulary_id')
    .select((eb) => eb.val('below').as('how'))
  return synonyms.unionAll(fandoms).unionAll(meanings).unionAll(below).orderBy('sortName').limit(whole(MOST))
})

export interface TagAround {
  how: 'synonym' | 'fandom' | 'meaning' | 'below'
  id: number
  closed: number
  name: string
  slug: string
  vocabularySlug: string
}

/** Other names of a tag, its fandoms, what it may mean, and what of other kinds stands directly below it. */
export async function listAround(db: Db, tagId: number): Promise<TagAround[]> {
  return (await rows(db, { tagId })) as TagAround[]
}
