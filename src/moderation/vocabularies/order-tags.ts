// The order of a vocabulary's tags: by name while all have the place 0, else as somebody has put them.
import { sql } from 'kysely'
import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { forgetKnownTags } from '../../tags/known-tags.ts'
import { forgetCounts } from '../../works/kept-counts.ts'
import { findKeptTag, type KeptTag } from './find-kept-tag.ts'
import { findVocabularyToKeep } from './find-vocabulary-to-edit.ts'

/** `place`: from 1, among those that stand at the top or below the same tag. */
export type Step = 'up' | 'down' | { place: number }

/** At the end of the list a tag stays where it is. */
export async function moveTag(
  db: Db,
  member: Member,
  { tagId, to }: { tagId: number; to: Step },
  now: number,
): Promise<KeptTag> {
  const tag = await findKeptTag(db, member, tagId)
  await inTransaction(db, async (db) => {
    await spread(db, tag.vocabulary_id)
    const siblings = await listSiblings(db, tag)
    const at = siblings.findIndex((one) => one.id === tagId)
    const wanted = typeof to === 'object' ? to.place - 1 : at + (to === 'up' ? -1 : 1)
    const place = Math.max(0, Math.min(siblings.length - 1, wanted))
    if (place === at || at < 0) return
    const position = siblings[place]!.position + (place < at ? -1 : 1)
    await db.updateTable('tag').set({ position }).where('id', '=', tagId).execute()
    await spread(db, tag.vocabulary_id)
    const subject = { kind: 'tag', id: tagId }
    await recordAct(db, { accountId: member.accountId, action: 'tag moved', subject, detail: { name: tag.name } }, now)
  })
  forgetKnownTags()
  forgetCounts()
  return tag
}

/** Even numbers from 2, so that there is room between any two. */
async function spread(db: Db, vocabularyId: number): Promise<void> {
  await sql`update tag set position = ranked.place * 2 from (
      select id, row_number() over (order by position, sort_name, id) as place
      from tag where vocabulary_id = ${vocabularyId}
    ) ranked
    where ranked.id = tag.id and tag.position <> ranked.place * 2`.execute(db)
}

async function listSiblings(db: Db, { id, vocabulary_id }: KeptTag) {
  const parentOf = sql<number | null>`(select min(parent.id) from tag_parent
    join tag parent on parent.id = tag_parent.parent_id
    where tag_parent.tag_id = tag.id and parent.vocabulary_id = tag.vocabulary_id)`
  const rows = await db
    .selectFrom('tag')
    .where('vocabulary_id', '=', vocabulary_id)
    .select(['id', 'position', parentOf.as('parentId')])
    .orderBy('position')
    .execute()
  const own = rows.find((row) => row.id === id)
  return rows.filter((row) => row.parentId === own?.parentId)
}

/** By name again, whatever order there was. */
export async function orderByName(db: Db, member: Member, vocabularyId: number, now: number): Promise<void> {
  const { name } = await findVocabularyToKeep(db, member, vocabularyId)
  await inTransaction(db, async (db) => {
    await db.updateTable('tag').set({ position: 0 }).where('vocabulary_id', '=', vocabularyId).execute()
    const subject = { kind: 'vocabulary', id: vocabularyId }
    await recordAct(db, { accountId: member.accountId, action: 'tags ordered', subject, detail: { name } }, now)
  })
  forgetKnownTags()
  forgetCounts()
}
