import type { Db } from '../../store/database.ts'
import { startsWith } from '../../store/letters.ts'
import { foldTag } from '../../text/slug.ts'
import { sortKey } from '../../text/sort-key.ts'

export interface ToHide {
  kind: 'author' | 'tag'
  id: number
  name: string
  slug: string
  vocabulary: { slug: string; name: string } | null
}

const MOST = 12

/** Tags and authors whose name begins so. Two queries; none without words. */
export async function findToHide(db: Db, words: string): Promise<ToHide[]> {
  const folded = foldTag(words)
  if (folded === '') return []
  const [tags, authors] = await Promise.all([listTags(db, folded), listAuthors(db, sortKey(words, 'und'))])
  return [
    ...tags.map(({ id, name, slug, kind, kindSlug }) => {
      const vocabulary = { slug: kindSlug, name: kind }
      return { kind: 'tag' as const, id, name, slug, vocabulary }
    }),
    ...authors.map((author) => ({ kind: 'author' as const, ...author, vocabulary: null })),
  ]
}

/** Each vocabulary is a range of its own in the index. */
function listTags(db: Db, folded: string) {
  return db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tag.vocabulary_id', 'in', db.selectFrom('vocabulary').select('id'))
    .where(startsWith('tag.name_folded', folded))
    .where('tag.canonical_id', 'is', null)
    .select(['tag.id', 'tag.name', 'tag.slug', 'vocabulary.name as kind', 'vocabulary.slug as kindSlug'])
    .orderBy('tag.name_folded')
    .orderBy('tag.id')
    .limit(MOST)
    .execute()
}

function listAuthors(db: Db, key: string) {
  return db
    .selectFrom('pseud')
    .where(startsWith('pseud.sort_name', key))
    .select(['pseud.id', 'pseud.name', 'pseud.slug'])
    .orderBy('pseud.sort_name')
    .orderBy('pseud.id')
    .limit(MOST)
    .execute()
}
