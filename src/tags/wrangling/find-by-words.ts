import { invalid } from '../../errors.ts'
import type { Db } from '../../store/database.ts'
import { foldTag } from '../../text/slug.ts'

/**
 * The tags that these words name: a name, or an address as `fandoms/books`. Of several with one name the one of the kind of
 * the tag `nearId`. Refuses with invalid, in the field, what is no tag or several.
 */
export async function findByWords(
  db: Db,
  names: readonly string[],
  { field, nearId }: { field: string; nearId: number },
): Promise<number[]> {
  if (names.length === 0) return []
  const folded = names.map((name) => foldTag(name))
  const slugs = names.map((name) => name.slice(name.lastIndexOf('/') + 1).trim())
  const rows = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where((eb) => eb.or([eb('name_folded', 'in', folded), eb('tag.slug', 'in', slugs)]))
    .select([
      'tag.id',
      'tag.name_folded as folded',
      'tag.slug',
      'vocabulary.slug as kind',
      'tag.vocabulary_id as kindId',
    ])
    .orderBy('tag.id')
    .execute()
  const near = await db.selectFrom('tag').where('id', '=', nearId).select('vocabulary_id').executeTakeFirst()
  return names.map((name, index) => {
    const exact = rows.filter((row) => `${row.kind}/${row.slug}` === name.trim().toLowerCase())
    const named = rows.filter((row) => row.folded === folded[index])
    const own = named.filter((row) => row.kindId === near?.vocabulary_id)
    const found = [exact, own, named].find((some) => some.length === 1)
    if (found) return found[0]!.id
    const shown = name.length > 100 ? `${name.slice(0, 100)}…` : name
    if (named.length === 0) throw invalid({ [field]: `There is no tag “${shown}”.` })
    const all = named.map((row) => `${row.kind}/${row.slug}`).join(', ')
    throw invalid({ [field]: `Several tags are called “${shown}”. Please write one of: ${all}.` })
  })
}
