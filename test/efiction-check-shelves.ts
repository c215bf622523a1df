import assert from 'node:assert/strict'
import type { Db } from '../src/store/database.ts'
import { type Truth, hashOf } from './efiction-truth.ts'

type Old = Truth
type NewId = (kind: string, oldId: unknown) => number

const KINDS: Readonly<Record<string, { kind: string; column: 'work_id' | 'series_id' | 'pseud_id' }>> = {
  ST: { kind: 'story', column: 'work_id' },
  SE: { kind: 'series', column: 'series_id' },
  AU: { kind: 'member', column: 'pseud_id' },
}

/** Every favourite with its comment, and every challenge with what answers it. */
export async function assertShelves(db: Db, truth: Truth, newId: NewId): Promise<void> {
  await assertFavourites(db, truth, newId)
  await assertChallenges(db, truth, newId)
  for (const story of truth.stories as Old[]) {
    const work = await db
      .selectFrom('work')
      .where('id', '=', newId('story', story.sid))
      .select(['featured_at', 'featured_until'])
      .executeTakeFirstOrThrow()
    const featured = work.featured_at === null ? 0 : work.featured_until === null ? 1 : 2
    assert.equal(featured, story.featured, `story ${story.sid}`)
  }
}

async function assertFavourites(db: Db, truth: Truth, newId: NewId): Promise<void> {
  const rows = await db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .innerJoin('pseud', 'pseud.account_id', 'shelf.account_id')
    .selectAll('bookmark')
    .select(['pseud.id as owner', 'shelf.is_public'])
    .execute()
  assert.equal(rows.length, truth.favorites.length)
  for (const favourite of truth.favorites as Old[]) {
    const { uid, type, item } = favourite
    const where = `favourite ${uid}/${type}/${item}`
    const { kind, column } = KINDS[type]!
    const row = rows.find((each) => each.id === newId('favourite', `${uid}/${type}/${item}`))!
    assert.deepEqual([row.owner, row[column], row.is_public], [newId('member', uid), newId(kind, item), 1], where)
    assert.equal(hashOf(row.note_html), favourite.comment_sha256, where)
  }
}

async function assertChallenges(db: Db, truth: Truth, newId: NewId): Promise<void> {
  for (const challenge of truth.challenges as Old[]) {
    const where = `challenge ${challenge.chalid}`
    const id = newId('challenge', challenge.chalid)
    const row = await db.selectFrom('challenge').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    assert.equal(row.title, challenge.title, where)
    assert.equal(hashOf(row.summary_html), challenge.summary_sha256, where)
    assert.equal(row.pseud_id, challenge.uid > 0 ? newId('member', challenge.uid) : null, where)
    const tags = await db.selectFrom('challenge_tag').select('tag_id').where('challenge_id', '=', id).execute()
    const expected = [
      ...challenge.categories.map((old: number) => newId('category', old)),
      ...challenge.characters.map((old: number) => newId('character', old)),
    ]
    assert.deepEqual(tags.map(({ tag_id }) => tag_id).toSorted(), expected.toSorted(), where)
    const answers = await db.selectFrom('challenge_answer').select('work_id').where('challenge_id', '=', id).execute()
    for (const story of truth.stories as Old[]) {
      const isAnswer = (story.challenges as number[]).includes(challenge.chalid)
      assert.equal(
        answers.some((answer) => answer.work_id === newId('story', story.sid)),
        isAnswer,
        `${where} and story ${story.sid}`,
      )
    }
  }
}
