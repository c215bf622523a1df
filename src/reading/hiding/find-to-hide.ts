import type { Member } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { startsWith } from '../../store/letters.ts'
import { foldTag } from '../../text/slug.ts'
import { sortKey } from '../../text/sort-key.ts'
import { authorsFindableBy, tagsFindableBy } from './findable.ts'

export interface ToHide {
  kind: 'author' | 'tag'
  id: number
  name: string
  slug: string
  vocabulary: { slug: string; name: string } | null
}

const MOST = 12

/** Of what the member finds in lists, tags and authors whose name begins so. Two queries; none without words. */
export async function findToHide(db: Db, member: Member, words: string): Promise<ToHide[]> {
  const folded = foldTag(words)
  if (folded === '') return []
  const [tags, authors] = await Promise.all([
    listTags(db, member, folded),
    listAuthors(db, member, sortKey(words, 'und')),
  ])
  return [
    ...tags.map(({ id, name, slug, kind, kindSlug }) => {
      const vocabulary = { slug: kindSlug, name: kind }
      return { kind: 'tag' as const, id, name, slug, vocabulary }
    }),
    ...authors.map((author) => ({ kind: 'author' as const, ...author, vocabulary: null })),
  ]
}

/** Each vocabulary is a range of its own in the index. */
function listTags(db: Db, member: Member, folded: string) {
  return tagsFindableBy(db, member)
    .where('tag.vocabulary_id', 'in', db.selectFrom('vocabulary').select('id'))
    .where(startsWith('tag.name_folded', folded))
    .select(['tag.id', 'tag.name', 'tag.slug', 'vocabulary.name as kind', 'vocabulary.slug as kindSlug'])
    .orderBy('tag.name_folded')
    .orderBy('tag.id')
    .limit(MOST)
    .execute()
}

function listAuthors(db: Db, member: Member, key: string) {
  return authorsFindableBy(db, member)
    .where(startsWith('pseud.sort_name', key))
    .select(['pseud.id', 'pseud.name', 'pseud.slug'])
    .orderBy('pseud.sort_name')
    .orderBy('pseud.id')
    .limit(MOST)
    .execute()
}
