// Everything that points at a tag or that it points at, but for works: what another tag takes over with it.
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { idSet } from '../../store/id-rows.ts'

export type Belongings = Awaited<ReturnType<typeof findBelongings>>

export async function findBelongings(db: Db, tagIds: readonly number[]) {
  const these = sql<number>`${idSet(db, tagIds)}`
  const [synonyms, parents, scopes, meanings] = await Promise.all([
    db.selectFrom('tag').where('canonical_id', 'in', these).select(['id', 'canonical_id']).orderBy('id').execute(),
    db
      .selectFrom('tag_parent')
      .where((eb) => eb.or([eb('tag_id', 'in', these), eb('parent_id', 'in', these)]))
      .selectAll()
      .orderBy('tag_id')
      .orderBy('parent_id')
      .execute(),
    db
      .selectFrom('tag_scope')
      .where((eb) => eb.or([eb('tag_id', 'in', these), eb('fandom_id', 'in', these)]))
      .selectAll()
      .orderBy('tag_id')
      .orderBy('fandom_id')
      .execute(),
    db
      .selectFrom('tag_meaning')
      .where((eb) => eb.or([eb('tag_id', 'in', these), eb('meaning_id', 'in', these)]))
      .selectAll()
      .orderBy('tag_id')
      .orderBy('meaning_id')
      .execute(),
  ])
  return { synonyms, parents, scopes, meanings }
}

export type People = Awaited<ReturnType<typeof findPeopleOf>>

/** Who follows, hides or looks after these tags; saved searches find them by the addresses that they keep. */
export async function findPeopleOf(db: Db, tagIds: readonly number[]) {
  const these = sql<number>`${idSet(db, tagIds)}`
  const [subscription, hiding, moderators] = await Promise.all([
    db.selectFrom('subscription').where('tag_id', 'in', these).selectAll().orderBy('id').execute(),
    db.selectFrom('hiding').where('tag_id', 'in', these).selectAll().orderBy('id').execute(),
    db.selectFrom('moderator_scope').where('tag_id', 'in', these).selectAll().orderBy('account_id').execute(),
  ])
  return { subscription, hiding, moderators }
}

/** Where these tags stand as the owners of the things chose them, besides works. */
export async function findTaggedThings(db: Db, tagIds: readonly number[]) {
  const these = sql<number>`${idSet(db, tagIds)}`
  const [series_tag, challenge_tag, recommendation_tag] = await Promise.all([
    db.selectFrom('series_tag').where('tag_id', 'in', these).selectAll().execute(),
    db.selectFrom('challenge_tag').where('tag_id', 'in', these).selectAll().execute(),
    db.selectFrom('recommendation_tag').where('tag_id', 'in', these).selectAll().execute(),
  ])
  return { series_tag, challenge_tag, recommendation_tag }
}
