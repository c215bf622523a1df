import { sql } from 'kysely'
import { notAllowed } from '../errors.ts'
import { isModerator, type Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, paged, type Paging } from '../store/paging.ts'
import { type Creator, listCreators } from '../works/list-creators.ts'

/** A work, or a new chapter of a work that is out already, that waits for a moderator. */
export interface Waiting {
  workId: number
  title: string
  language: string
  creators: Creator[]
  /** Null: the whole work waits. */
  chapter: { id: number; position: number; title: string; author: { name: string; slug: string } | null } | null
  heldAt: number
  wordCount: number
  chapterCount: number
  /** In one of the fandoms that this moderator looks after. */
  isInScope: boolean
  /** So it is, or the moderator looks after all of them. */
  isToDecide: boolean
}

/** What is in the moderator's own fandoms first, then what waits longest. */
export async function listQueue(db: Db, moderator: Member, paging: Paging) {
  if (!isModerator(moderator)) throw notAllowed('The queue is for moderators.')
  const waiting = db.selectFrom(waitingWorks(db).unionAll(waitingChapters(db)).as('waiting'))
  const [{ total }, rows] = await Promise.all([
    waiting.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    waiting
      .selectAll()
      .select([inScope(moderator).as('scope'), hasNoScope(moderator).as('everywhere')])
      .orderBy('scope', 'desc')
      .orderBy('heldAt')
      .orderBy('workId')
      .orderBy('chapterId')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
  ])
  const creators = await listCreators(db, [...new Set(rows.map((row) => row.workId))])
  const items = rows.map(
    ({ scope, everywhere, chapterId, position, chapterTitle, authorName, authorSlug, ...row }): Waiting => {
      const author = authorName === null ? null : { name: authorName, slug: authorSlug! }
      const chapter = chapterId === null ? null : { id: chapterId, position: position!, title: chapterTitle!, author }
      const scopes = { isInScope: scope === 1, isToDecide: scope === 1 || everywhere === 1 }
      return { ...row, ...scopes, chapter, creators: creators.get(row.workId) ?? [] }
    },
  )
  return paged(items, total, paging)
}

function waitingWorks(db: Db) {
  return db
    .selectFrom('work')
    .where('held_at', 'is not', null)
    .where('posted_at', 'is', null)
    .where('deleted_at', 'is', null)
    .select([
      'id as workId',
      'title',
      'language',
      sql<number>`held_at`.as('heldAt'),
      sql<number>`(select coalesce(sum(word_count), 0) from chapter where work_id = work.id)`.as('wordCount'),
      sql<number>`(select count(*) from chapter where work_id = work.id)`.as('chapterCount'),
      sql<number | null>`cast(null as bigint)`.as('chapterId'),
      sql<number | null>`cast(null as integer)`.as('position'),
      sql<string | null>`cast(null as text)`.as('chapterTitle'),
      sql<string | null>`cast(null as text)`.as('authorName'),
      sql<string | null>`cast(null as text)`.as('authorSlug'),
    ])
}

function waitingChapters(db: Db) {
  return db
    .selectFrom('chapter')
    .innerJoin('work', 'work.id', 'chapter.work_id')
    .leftJoin('pseud', 'pseud.id', 'chapter.pseud_id')
    .where('chapter.held_at', 'is not', null)
    .where('chapter.posted_at', 'is', null)
    .where('work.posted_at', 'is not', null)
    .where('work.deleted_at', 'is', null)
    .select([
      'work.id as workId',
      'work.title',
      'work.language',
      sql<number>`chapter.held_at`.as('heldAt'),
      'chapter.word_count as wordCount',
      sql<number>`1`.as('chapterCount'),
      'chapter.id as chapterId',
      'chapter.position',
      'chapter.title as chapterTitle',
      'pseud.name as authorName',
      'pseud.slug as authorSlug',
    ])
}

function inScope(moderator: Member) {
  return sql<number>`case when exists (
    select 1 from moderator_scope scope join work_tag_expansion tagged on tagged.tag_id = scope.tag_id
    where scope.account_id = ${moderator.accountId} and tagged.work_id = waiting."workId") then 1 else 0 end`
}

function hasNoScope({ accountId }: Member) {
  return sql<number>`case when exists (select 1 from moderator_scope where account_id = ${accountId}) then 0 else 1 end`
}
