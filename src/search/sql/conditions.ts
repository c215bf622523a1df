// A question's scope and filter as SQL: where its works come from, and what each of them must fulfil.
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { idRows, idSet, textSet } from '../../store/id-rows.ts'
import { beginsWith, type Letter } from '../../store/letters.ts'
import type { Filter, Hidden, Question, Range, Scope } from '../question.ts'
import { whole } from './whole.ts'

type Condition = RawBuilder<SqlBool>

/** For `from … where …`; `work` is the work, and `listed` the scope's own row where it has one. */
export interface Listed {
  from: RawBuilder<unknown>
  where: Condition
}

export function listedBy(db: Db, { audience, scope, filter }: Question): Listed {
  const { from, where } = fromScope(db, scope, audience)
  return { from, where: all([...where, ...groupsOf(db, filter, scope), ...conditionsOf(db, filter)]) }
}

function fromScope(db: Db, scope: Scope, audience: number): { from: RawBuilder<unknown>; where: Condition[] } {
  const seen = sql<SqlBool>`work.audience >= ${audience}`
  switch (scope.kind) {
    case 'all':
      return { from: sql`work`, where: [seen] }
    case 'tag':
      return {
        from: sql`work_tag_expansion as listed join work on work.id = listed.work_id`,
        where: [sql`listed.tag_id = ${whole(scope.tagId)}`, sql`listed.audience >= ${audience}`],
      }
    case 'author':
      return {
        from: sql`creator as listed join work on work.id = listed.work_id`,
        where: [sql`listed.pseud_id = ${whole(scope.pseudId)}`, seen],
      }
    case 'letter':
      return { from: sql`work`, where: [seen, isUnder(scope.letter)] }
    case 'works':
      return {
        from: sql`${idRows(db, [...new Set(scope.ids)])} as listed join work on work.id = listed.id`,
        where: [seen],
      }
  }
}

/** Where the whole archive is looked through, the works of a group are gathered once. */
function groupsOf(db: Db, { anyOf }: Filter, scope: Scope): Condition[] {
  return anyOf.map((group) =>
    scope.kind === 'all'
      ? sql`work.id in (select work_id from work_tag_expansion where tag_id in ${idSet(db, group)})`
      : sql`exists (${tagged(db, group)})`,
  )
}

function conditionsOf(db: Db, filter: Filter): Condition[] {
  return [
    ...(filter.with.length > 0 ? [hasAll(filter.with, (ids) => countTagged(db, ids))] : []),
    ...(filter.without.length > 0 ? [sql<SqlBool>`not exists (${tagged(db, filter.without)})`] : []),
    ...(filter.authors.length > 0 ? [hasAll(filter.authors, (ids) => countCreators(db, ids))] : []),
    ...(filter.languages.length > 0 ? [sql<SqlBool>`work.language in ${textSet(db, filter.languages)}`] : []),
    ...within('work.word_count', filter.words),
    ...within('work.chapter_count', filter.chapters),
    ...within('work.updated_at', filter.updated),
    ...within('work.posted_at', filter.published),
    ...(filter.status === null ? [] : [sql<SqlBool>`work.complete = ${filter.status === 'complete' ? 1 : 0}`]),
    ...(filter.crossover === null ? [] : [sql<SqlBool>`work.crossover = ${filter.crossover === 'only' ? 1 : 0}`]),
    ...(filter.mainPairing === null ? [] : [hasMainPairing(filter.mainPairing)]),
    ...(filter.letter === null ? [] : [isUnder(filter.letter)]),
    ...(filter.hasOneChapter ? [sql<SqlBool>`work.chapter_count = 1`] : []),
    ...(filter.downloadsOn ? [sql<SqlBool>`work.downloads_on = 1`] : []),
    ...(filter.reviewsOn ? [sql<SqlBool>`work.reviews_on = 1`] : []),
  ]
}

/** The works among `ids`: what the viewer leaves out. */
export function isAmong(db: Db, ids: readonly number[]): Condition {
  return ids.length === 0 ? sql`1 = 0` : sql`work.id in ${idSet(db, ids)}`
}

export function isHidden(db: Db, { works, pseuds, tags, onlyLanguages }: Hidden): Condition {
  const reasons: Condition[] = [
    ...(works.length > 0 ? [isAmong(db, works)] : []),
    ...(pseuds.length > 0
      ? [
          sql<SqlBool>`exists (select 1 from creator
          where creator.work_id = work.id and creator.pseud_id in ${idSet(db, pseuds)})`,
        ]
      : []),
    ...(tags.length > 0 ? [sql<SqlBool>`exists (${tagged(db, tags)})`] : []),
    ...(onlyLanguages.length > 0 ? [sql<SqlBool>`work.language not in ${textSet(db, onlyLanguages)}`] : []),
  ]
  return reasons.length === 0 ? sql`1 = 0` : sql`(${sql.join(reasons, sql` or `)})`
}

function hasAll(ids: readonly number[], count: (ids: readonly number[]) => RawBuilder<unknown>): Condition {
  const distinct = [...new Set(ids)]
  return sql`${count(distinct)} = ${distinct.length}`
}

function countTagged(db: Db, ids: readonly number[]) {
  return sql`(select count(*) from work_tag_expansion as expansion
    where expansion.work_id = work.id and expansion.tag_id in ${idSet(db, ids)})`
}

function countCreators(db: Db, ids: readonly number[]) {
  return sql`(select count(*) from creator where creator.work_id = work.id and creator.pseud_id in ${idSet(db, ids)})`
}

function tagged(db: Db, ids: readonly number[]) {
  return sql`select 1 from work_tag_expansion as expansion
    where expansion.work_id = work.id and expansion.tag_id in ${idSet(db, ids)}`
}

function isUnder(letter: Letter): Condition {
  return sql`${beginsWith('work.sort_title', letter)}`
}

function hasMainPairing(tagId: number): Condition {
  return sql`work.main_relationship_id in ${meantBy(tagId)}`
}

/** A subquery: the tag's canonical one and whatever is below it. Main pairings are canonical themselves. */
export function meantBy(tagId: number): RawBuilder<unknown> {
  return sql`(
    with recursive meant (tag_id) as (
      select coalesce(canonical_id, id) from tag where id = ${whole(tagId)}
      union
      select tag_parent.tag_id from meant join tag_parent on tag_parent.parent_id = meant.tag_id
    )
    select tag_id from meant)`
}

function within(column: string, { from, to }: Range): Condition[] {
  return [
    ...(from === null ? [] : [sql<SqlBool>`${sql.ref(column)} >= ${whole(Math.ceil(from))}`]),
    ...(to === null ? [] : [sql<SqlBool>`${sql.ref(column)} <= ${whole(Math.floor(to))}`]),
  ]
}

function all(conditions: Condition[]): Condition {
  return conditions.length === 0 ? sql`1 = 1` : sql`(${sql.join(conditions, sql` and `)})`
}
