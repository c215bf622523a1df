import { notFound } from '../errors.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'

const COLUMNS = [
  'id',
  'slug',
  'name',
  'role',
  'closed',
  'in_browse as inBrowse',
  'description_html as descriptionHtml',
] as const

const listRows = prepare<object>()((db) =>
  db.selectFrom('vocabulary').select(COLUMNS).orderBy('position').orderBy('id'),
)

export type Vocabulary = Awaited<ReturnType<typeof listRows>>[number]

export async function listVocabularies(db: Db): Promise<Vocabulary[]> {
  return listRows(db, {})
}

const findRow = prepare<{ slug: string }>()((db, param) =>
  db.selectFrom('vocabulary').where('slug', '=', param('slug')).select(COLUMNS),
)

export async function findVocabulary(db: Db, slug: string): Promise<Vocabulary> {
  const [row] = await findRow(db, { slug })
  if (!row) throw notFound('Vocabulary')
  return row
}

/** The address of the vocabulary that was at this one before; null: none was, or one is there now. */
export async function findMovedVocabulary(db: Db, slug: string): Promise<string | null> {
  const row = await db
    .selectFrom('vocabulary_address')
    .innerJoin('vocabulary', 'vocabulary.id', 'vocabulary_address.vocabulary_id')
    .where('vocabulary_address.slug', '=', slug)
    .select('vocabulary.slug')
    .executeTakeFirst()
  return row?.slug ?? null
}
