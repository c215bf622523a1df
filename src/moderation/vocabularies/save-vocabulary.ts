import { conflict, invalid } from '../../errors.ts'
import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { dialectOf } from '../../store/dialect.ts'
import type { VocabularyRole } from '../../store/tables/tags.ts'
import { forgetKnownTags } from '../../tags/known-tags.ts'
import { forgetCounts } from '../../works/kept-counts.ts'
import { findVocabularyToEdit, type VocabularyToEdit } from './find-vocabulary-to-edit.ts'
import { refuseOtherThanDefiners } from './permissions.ts'
import { listWorksWith, noteInSlices, refreshInSlices, tagsOf } from './refresh-works-with.ts'
import { checkVocabulary, type VocabularyInput } from './vocabulary-input.ts'

type Row = ReturnType<typeof checkVocabulary>

/** At the end of the list; returns its id. Refuses with invalid per field, and with conflict an address in use. */
export async function addVocabulary(db: Db, admin: Member, input: VocabularyInput, now: number): Promise<number> {
  refuseOtherThanDefiners(admin)
  const row = checkVocabulary(input)
  const id = await inTransaction(db, async (db) => {
    if (row.role === 'rating') await refuseSecondRating(db, null)
    const { last } = await db
      .selectFrom('vocabulary')
      .select((eb) => eb.fn.max('position').as('last'))
      .executeTakeFirstOrThrow()
    const { id } = await db
      .insertInto('vocabulary')
      .values({ ...row, position: (last ?? 0) + 1, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
      .catch((error: unknown) => refuseTaken(db, error))
    await db.deleteFrom('vocabulary_address').where('slug', '=', row.slug).execute()
    await record(db, admin, { action: 'vocabulary made', id, detail: { name: row.name, slug: row.slug } }, now)
    return id
  })
  forget()
  return id
}

/** Nothing that works have is lost, whatever changes; the old address keeps leading to it. */
export async function changeVocabulary(
  db: Db,
  admin: Member,
  { vocabularyId, ...input }: VocabularyInput & { vocabularyId: number },
  now: number,
): Promise<void> {
  const before = await findVocabularyToEdit(db, admin, vocabularyId)
  const row = checkVocabulary(input)
  const changed = changedColumns(before, row)
  if (changed.length === 0) return
  await inTransaction(db, async (db) => {
    if (row.role !== before.role) await refuseRole(db, before, row.role)
    await db
      .updateTable('vocabulary')
      .set(row)
      .where('id', '=', vocabularyId)
      .execute()
      .catch((error: unknown) => refuseTaken(db, error))
    if (row.slug !== before.slug) await keepAddress(db, before, row.slug)
    if (row.role !== before.role) await refreshInSlices(db, await listWorksWith(db, tagsOf(db, vocabularyId)))
    else if (row.spoiler !== before.spoiler) await noteInSlices(db, await listWorksWith(db, tagsOf(db, vocabularyId)))
    const detail = { name: row.name, changed, ...(row.slug !== before.slug && { from: before.slug, to: row.slug }) }
    await record(db, admin, { action: 'vocabulary changed', id: vocabularyId, detail }, now)
  })
  forget()
}

function changedColumns(before: VocabularyToEdit, row: Row): Array<keyof Row> {
  return (Object.keys(row) as Array<keyof Row>).filter(
    (name) => name !== 'description_html' && row[name] !== before[name],
  )
}

/** A rating is a work's own column with gates behind it, so it neither comes nor goes with works in it. */
async function refuseRole(db: Db, before: VocabularyToEdit, role: VocabularyRole): Promise<void> {
  if (role !== 'rating' && before.role !== 'rating') return
  if (role === 'rating') await refuseSecondRating(db, before.id)
  const used = await db
    .selectFrom('work_tag')
    .innerJoin('tag', 'tag.id', 'work_tag.tag_id')
    .where('tag.vocabulary_id', '=', before.id)
    .select('work_id')
    .limit(1)
    .executeTakeFirst()
  if (used) throw invalid({ role: 'Works have tags of this kind: it cannot become the rating, or cease to be it.' })
}

async function refuseSecondRating(db: Db, besides: number | null): Promise<void> {
  const other = await db
    .selectFrom('vocabulary')
    .where('role', '=', 'rating')
    .where('id', '!=', besides ?? 0)
    .select('name')
    .executeTakeFirst()
  if (other) throw invalid({ role: `A work has one rating, and “${other.name}” is it already.` })
}

async function keepAddress(db: Db, { id, slug }: VocabularyToEdit, now: string): Promise<void> {
  await db
    .insertInto('vocabulary_address')
    .values({ slug, vocabulary_id: id })
    .onConflict((conflict) => conflict.column('slug').doUpdateSet({ vocabulary_id: id }))
    .execute()
  await db.deleteFrom('vocabulary_address').where('slug', '=', now).execute()
}

function refuseTaken(db: Db, error: unknown): never {
  if (!dialectOf(db).isDuplicate(error)) throw error
  const message = 'Another kind of tag has this address.'
  throw conflict(message, { slug: message })
}

interface Told {
  action: string
  id: number
  detail: Record<string, unknown>
}

async function record(db: Db, { accountId }: Member, { action, id, detail }: Told, now: number): Promise<void> {
  await recordAct(db, { accountId, action, subject: { kind: 'vocabulary', id }, detail }, now)
}

function forget(): void {
  forgetKnownTags()
  forgetCounts()
}
