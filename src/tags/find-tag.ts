import type { ExpressionBuilder, Nullable } from 'kysely'
import { notFound } from '../errors.ts'
import type { Db } from '../store/database.ts'
import { prepare, whole } from '../store/prepared.ts'
import type { Tables } from '../store/tables.ts'

const COLUMNS = [
  'tag.id',
  'tag.name',
  'tag.slug',
  'tag.description_html as descriptionHtml',
  'tag.image_url as imageUrl',
  'vocabulary.slug as vocabularySlug',
  'vocabulary.name as vocabularyName',
  'vocabulary.role',
  'vocabulary.closed',
  'canonical.slug as canonicalSlug',
  'home.slug as canonicalVocabularySlug',
] as const

/** Neither the tag nor the one that it stands for is hidden. */
function isShown(eb: ExpressionBuilder<Tables & { canonical: Nullable<Tables['tag']> }, 'tag' | 'canonical'>) {
  return eb('tag.hidden', '=', 0).and(eb.fn.coalesce('canonical.hidden', eb.val(0)), '=', 0)
}

const findRow = prepare<{ vocabularySlug: string; slug: string }>()((db, param) =>
  db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .leftJoin('tag as canonical', 'canonical.id', 'tag.canonical_id')
    .leftJoin('vocabulary as home', 'home.id', 'canonical.vocabulary_id')
    .where('vocabulary.slug', '=', param('vocabularySlug'))
    .where('tag.slug', '=', param('slug'))
    .where(isShown)
    .select(COLUMNS),
)

export type FoundTag = Awaited<ReturnType<typeof findRow>>[number]

const findLeft = prepare<{ vocabularySlug: string; slug: string }>()((db, param) =>
  db
    .selectFrom('tag_address')
    .innerJoin('vocabulary as old', 'old.id', 'tag_address.vocabulary_id')
    .innerJoin('tag', 'tag.id', 'tag_address.tag_id')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .leftJoin('tag as canonical', 'canonical.id', 'tag.canonical_id')
    .leftJoin('vocabulary as home', 'home.id', 'canonical.vocabulary_id')
    .where('old.slug', '=', param('vocabularySlug'))
    .where('tag_address.slug', '=', param('slug'))
    .where(isShown)
    .select(COLUMNS),
)

/** What is hidden is not found. A synonym comes with the address of its canonical tag, and a tag by an address that it had before with its own. */
export async function findTag(db: Db, vocabularySlug: string, slug: string): Promise<FoundTag> {
  const [row] = await findRow(db, { vocabularySlug, slug })
  if (row) return row
  const [left] = await findLeft(db, { vocabularySlug, slug })
  if (!left) throw notFound('Tag')
  const canonical =
    left.canonicalSlug === null ? left : { slug: left.canonicalSlug, vocabularySlug: left.canonicalVocabularySlug! }
  return { ...left, canonicalSlug: canonical.slug, canonicalVocabularySlug: canonical.vocabularySlug }
}

const parentRows = prepare<{ tagId: number }>()((db, param) =>
  db
    .selectFrom('tag_parent')
    .innerJoin('tag', 'tag.id', 'tag_parent.parent_id')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tag_parent.tag_id', '=', param('tagId'))
    .where('tag.hidden', '=', 0)
    .select(['tag.name', 'tag.slug', 'vocabulary.slug as vocabularySlug'])
    .orderBy('tag.sort_name')
    .limit(whole(20)),
)

/** What the tag stands directly below. */
export async function listParentTags(db: Db, tagId: number) {
  return parentRows(db, { tagId })
}
