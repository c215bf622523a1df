import { sql } from 'kysely'
import { notFound } from '../../errors.ts'
import type { Member } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { refuseOtherThanDefiners, refuseOtherThanKeepers } from './permissions.ts'

export async function findVocabularyToEdit(db: Db, admin: Member, vocabularyId: number) {
  refuseOtherThanDefiners(admin)
  return findRow(db, vocabularyId)
}

/** For those who keep its tags. */
export async function findVocabularyToKeep(db: Db, member: Member, vocabularyId: number) {
  await refuseOtherThanKeepers(db, member)
  return findRow(db, vocabularyId)
}

export type VocabularyToEdit = Awaited<ReturnType<typeof findRow>>

async function findRow(db: Db, vocabularyId: number) {
  const row = await db.selectFrom('vocabulary').selectAll().where('id', '=', vocabularyId).executeTakeFirst()
  if (!row) throw notFound('Vocabulary')
  return row
}

/** All of them in order, with how many tags are in each; for those who keep tags. */
export async function listVocabulariesToKeep(db: Db, member: Member) {
  await refuseOtherThanKeepers(db, member)
  return db
    .selectFrom('vocabulary')
    .selectAll()
    .select(sql<number>`(select count(*) from tag where tag.vocabulary_id = vocabulary.id)`.as('tagCount'))
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** What today's rules ask and works do not have: nothing of it is taken away, and their authors see it in the form. */
export interface AtOdds {
  /** Works with more than they may have; null where there is no limit. */
  several: number | null
  /** Posted works with fewer than they need; null where none is needed. */
  lacking: number | null
}

export async function countAtOdds(db: Db, vocabulary: VocabularyToEdit): Promise<AtOdds> {
  const most = vocabulary.many === 0 ? 1 : vocabulary.most
  const least = Math.max(vocabulary.required, vocabulary.least)
  const [several, lacking] = await Promise.all([
    most > 0 ? countMore(db, vocabulary.id, most) : null,
    least > 0 ? countFewer(db, vocabulary, least) : null,
  ])
  return { several, lacking }
}

function worksWith(db: Db, vocabularyId: number) {
  return db
    .selectFrom('work_tag')
    .innerJoin('tag', 'tag.id', 'work_tag.tag_id')
    .innerJoin('work', 'work.id', 'work_tag.work_id')
    .where('tag.vocabulary_id', '=', vocabularyId)
    .where('work.deleted_at', 'is', null)
    .groupBy('work_tag.work_id')
    .select('work_tag.work_id')
}

async function countMore(db: Db, vocabularyId: number, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(
      worksWith(db, vocabularyId)
        .having((eb) => eb.fn.countAll<number>(), '>', most)
        .as('found'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** None is needed where the author is free to choose nothing: then a work needs the least number only if it has any. */
async function countFewer(db: Db, { id, required }: VocabularyToEdit, least: number): Promise<number> {
  const enough = worksWith(db, id)
    .where('work.posted_at', 'is not', null)
    .having((eb) => eb.fn.countAll<number>(), '>=', least)
  const posted = required === 1 ? postedWorks(db) : worksWith(db, id).where('work.posted_at', 'is not', null)
  const [all, those] = await Promise.all([countRows(db, posted), countRows(db, enough)])
  return all - those
}

function postedWorks(db: Db) {
  return db
    .selectFrom('work')
    .where('posted_at', 'is not', null)
    .where('deleted_at', 'is', null)
    .select('work.id as work_id')
}

async function countRows(db: Db, rows: ReturnType<typeof postedWorks> | ReturnType<typeof worksWith>): Promise<number> {
  const { count } = await db
    .selectFrom((rows as ReturnType<typeof postedWorks>).as('found'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
