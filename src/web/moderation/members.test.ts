import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { aCast, aMember, aWork, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { NO_TRACES, TRACES } from '../../moderation/belongings.ts'
import type { Member } from '../../people/viewer.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let olga: Visitor

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  archive = await anApp(home.db)
  olga = await archive.as(cast.olga)
  // The cast has never logged in; here they have.
  await home.db.updateTable('account').set({ last_seen_at: NOON }).execute()
})
after(() => home.close())

const PAGE = '/moderation/members/empty'

async function aRobot(name: string, more: { bio?: string; joinedAt?: number } = {}): Promise<Member> {
  const robot = await aMember(home.db, name)
  await home.db
    .updateTable('pseud')
    .set({ bio_source: more.bio ?? '', bio_html: more.bio ?? '' })
    .where('id', '=', robot.pseudId)
    .execute()
  if (more.joinedAt !== undefined)
    await home.db.updateTable('account').set({ joined_at: more.joinedAt }).where('id', '=', robot.accountId).execute()
  return robot
}

const isThere = async ({ accountId }: Member) =>
  (await home.db.selectFrom('account').where('id', '=', accountId).select('id').executeTakeFirst()) !== undefined

test('accounts that nobody ever used are listed, filtered, locked and deleted after a question', async () => {
  const cheap = await aRobot('Cheap Watches', {
    bio: '<a href="http://spam.example">Watches</a>',
    joinedAt: NOON - DAY,
  })
  const shy = await aRobot('Shy Reader', { joinedAt: NOON - 30 * DAY })
  const page = await olga.get(PAGE)
  assert.ok(page.has('2 accounts') && page.has('Cheap Watches') && page.has('Shy Reader'))
  assert.equal(page.has('Rui'), false)
  assert.equal((await olga.get(`${PAGE}?link=yes`)).has('Shy Reader'), false)
  assert.ok((await olga.get(`${PAGE}?link=yes`)).has('Cheap Watches'))
  assert.equal((await olga.get(`${PAGE}?from=2026-01-01&to=2026-01-14`)).has('Shy Reader'), false)
  assert.ok((await olga.get(`${PAGE}?to=2025-12-31`)).has('Shy Reader'))
  assert.equal((await olga.get(`${PAGE}?from=2026-99-99&to=x`)).status, 200)

  assert.equal((await olga.post(PAGE, { intent: 'delete' })).status, 422, 'nobody was chosen')
  const sure = await olga.post(PAGE, { intent: 'delete', account: cheap.accountId })
  assert.ok(sure.has('Delete 1 account?'))
  assert.ok(await isThere(cheap), 'a question deletes nothing')
  const done = await olga.post(PAGE, { intent: 'delete', account: cheap.accountId, sure: 'yes' })
  assert.ok(done.has('1 account is deleted.'))
  assert.equal(await isThere(cheap), false)
  await olga.post(PAGE, { intent: 'lock', account: shy.accountId, sure: 'yes' })
  const state = await home.db.selectFrom('account').where('id', '=', shy.accountId).select('state').executeTakeFirst()
  assert.equal(state?.state, 'locked')
  const acts = await home.db.selectFrom('audit_entry').select(['action', 'detail']).orderBy('id').execute()
  assert.deepEqual(
    acts.map((act) => [act.action, JSON.parse(act.detail).accounts[0].name]),
    [
      ['empty accounts deleted', 'Cheap Watches'],
      ['empty accounts locked', 'Shy Reader'],
    ],
  )
})

test('whoever has left anything at all is not listed, and not deleted even when asked for', async () => {
  const { db } = home
  const { workId, chapterIds } = await aWork(db, { by: cast.ada })
  const times = { created_at: NOON }
  const leaving: Record<string, (member: Member) => Promise<unknown>> = {
    work: (member) => aWork(db, { by: member, postedAt: null }),
    review: ({ pseudId }) =>
      db
        .insertInto('review')
        .values({
          work_id: workId,
          chapter_id: chapterIds[0]!,
          series_id: null,
          parent_id: null,
          pseud_id: pseudId,
          guest_name: null,
          score: null,
          score_scale: null,
          posted_at: NOON,
          edited_at: null,
          hidden_at: null,
          deleted_at: null,
          ...times,
        })
        .execute(),
    kudos: ({ accountId }) =>
      db
        .insertInto('kudos')
        .values({ work_id: workId, account_id: accountId, guest_key: null, ...times })
        .execute(),
    favourite: async ({ accountId }) => {
      const shelf = { account_id: accountId, kind: 'favourites' as const, name: 'F', slug: 'favourites', ...times }
      const { id } = await db.insertInto('shelf').values(shelf).returning('id').executeTakeFirstOrThrow()
      const book = { shelf_id: id, work_id: workId, series_id: null, pseud_id: null, title: 'x', ...times }
      await db.insertInto('bookmark').values(book).execute()
    },
    follow: ({ accountId }) =>
      db
        .insertInto('subscription')
        .values({ account_id: accountId, work_id: workId, series_id: null, pseud_id: null, tag_id: null, ...times })
        .execute(),
    shout: ({ pseudId }) =>
      db
        .insertInto('shout')
        .values({ pseud_id: pseudId, guest_name: null, posted_at: NOON, ...times })
        .execute(),
    session: ({ accountId }) =>
      db.updateTable('account').set({ last_seen_at: NOON }).where('id', '=', accountId).execute(),
    office: ({ accountId }) =>
      db.updateTable('account').set({ role: 'moderator' }).where('id', '=', accountId).execute(),
  }
  const members: Member[] = []
  for (const [what, leave] of Object.entries(leaving)) {
    const member = await aRobot(`Left a ${what}`)
    await leave(member)
    members.push(member)
  }
  const page = await olga.get(PAGE)
  for (const member of members) assert.equal(page.has(member.name), false, member.name)
  const account = members.map(({ accountId }) => accountId)
  assert.ok((await olga.post(PAGE, { intent: 'delete', account, sure: 'yes' })).has('No account was deleted.'))
  for (const member of members) assert.ok(await isThere(member), member.name)
})

test('an empty shelf and a profile are no traces', async () => {
  const robot = await aRobot('Shelved Robot')
  const shelf = { account_id: robot.accountId, kind: 'favourites' as const, name: 'F', slug: 'favourites' }
  await home.db
    .insertInto('shelf')
    .values({ ...shelf, created_at: NOON })
    .execute()
  assert.ok((await olga.get(PAGE)).has('Shelved Robot'))
})

test('no table that belongs to people is forgotten when accounts are called empty', () => {
  const folder = `${import.meta.dirname}/../../store/migrations/`
  const found: string[] = []
  for (const name of readdirSync(folder)) {
    for (const file of readdirSync(`${folder}${name}`)) {
      const sql = readFileSync(`${folder}${name}/${file}`, 'utf8')
      for (const [, table, body] of sql.matchAll(/create table (\w+) \(([\s\S]*?)\n\);/g))
        for (const [, column] of body!.matchAll(/^\s*(\w+) bigint[^,\n]*references (?:account|pseud) /gm))
          found.push(`${table}.${column}`)
    }
  }
  assert.ok(found.length > 20)
  const known = [...TRACES.map(({ table, column }) => `${table}.${column}`), ...NO_TRACES]
  assert.deepEqual(
    found.filter((each) => !known.includes(each)),
    [],
    'say in moderation/belongings.ts whether it is a trace of somebody',
  )
})

test('the list costs the same whether it is short or long', async () => {
  const count = async () => {
    home.queries.length = 0
    await olga.get(PAGE)
    // Settings and sessions are looked at now and then.
    return home.queries.filter((query) => query.includes('from "account" inner join')).length
  }
  const before = await count()
  assert.equal(before, 2)
  for (let index = 0; index < 20; index++) await aRobot(`Robot ${index}`)
  assert.equal(await count(), before)
})

async function aGuestReview(guestName: string | null, workId: number, isOld: boolean): Promise<number> {
  const { id } = await home.db
    .insertInto('review')
    .values({
      work_id: workId,
      chapter_id: null,
      series_id: null,
      parent_id: null,
      pseud_id: null,
      guest_name: guestName,
      body_html: '<p>Words.</p>',
      score: null,
      score_scale: null,
      posted_at: NOON,
      edited_at: null,
      hidden_at: null,
      deleted_at: null,
      created_at: NOON,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const row = { source: 'old', kind: 'review', old_id: String(id), new_id: id, fingerprint: null, written: null }
  if (isOld) await home.db.insertInto('legacy_id').values(row).execute()
  return id
}

test('reviews of guests that carry a member’s name become the member’s when an owner says so, and only old ones', async () => {
  const { db } = home
  const { workId } = await aWork(db, { by: cast.ada })
  const old = [await aGuestReview('BEA', workId, true), await aGuestReview('BEA', workId, true)]
  const others = [
    await aGuestReview('Bea', workId, false),
    await aGuestReview('Beatrice', workId, true),
    await aGuestReview(null, workId, true),
  ]
  const page = await olga.get('/moderation/members/guests')
  assert.ok(page.has('2 reviews by guests carry the name BEA'))
  assert.equal(page.has('Beatrice'), false)
  const refused = await olga.post('/moderation/members/guests', { guestName: 'BEA', pseud: cast.rui.pseudId })
  assert.equal(refused.status, 409, 'only to a member of that name')
  const done = await olga.post('/moderation/members/guests', { guestName: 'BEA', pseud: cast.bea.pseudId })
  assert.ok(done.has('2 reviews belong to the member now.'))
  const pseudsOf = async (ids: number[]) =>
    (await db.selectFrom('review').where('id', 'in', ids).select('pseud_id').execute()).map((row) => row.pseud_id)
  assert.deepEqual(await pseudsOf(old), [cast.bea.pseudId, cast.bea.pseudId])
  assert.deepEqual(await pseudsOf(others), [null, null, null])
  const act = await db.selectFrom('audit_entry').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
  assert.equal(act.action, 'guest reviews attached')
  assert.deepEqual(JSON.parse(act.detail), { guestName: 'BEA', reviews: old })
})
