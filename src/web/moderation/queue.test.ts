import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aCast, aMember, aWork, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let ada: Visitor
let mo: Visitor

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  archive = await anApp(home.db)
  ada = await archive.as(cast.ada)
  mo = await archive.as(cast.mo)
})
after(() => home.close())

beforeEach(async () => {
  await changeSettings(home.db, { submissions: 'held' }, NOON)
  await home.db.updateTable('work').set({ held_at: null }).execute()
  await home.db.updateTable('chapter').set({ held_at: null }).execute()
})

async function aWaitingWork(title: string, tagIds: number[] = []): Promise<number> {
  const { workId } = await aWork(home.db, { by: cast.ada, title, postedAt: null, tagIds })
  const page = await ada.post(`/works/${workId}/publication`)
  assert.ok(page.has('waits for a moderator'))
  return workId
}

async function eventsOf(subjectId: number): Promise<string[]> {
  const rows = await home.db
    .selectFrom('event')
    .where('subject_id', '=', subjectId)
    .select('kind')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.kind)
}

test('a new work waits, is read and approved by a moderator, and then everybody reads it', async () => {
  const workId = await aWaitingWork('Worth Waiting For')
  assert.equal((await archive.guest().get(`/works/${workId}`)).status, 404)
  assert.ok((await ada.get('/account/works')).has('Waiting for a moderator'))

  const queue = await mo.get('/moderation/queue')
  assert.ok(queue.has('Worth Waiting For by Ada'))
  const read = await mo.get(queue.link('Read it')!)
  assert.equal(read.text('h1'), 'Worth Waiting For')
  archive.clock.time = NOON + DAY
  const done = await mo.post(queue.link('Decide')!, { verdict: 'approved' })
  archive.clock.time = NOON
  assert.ok(done.has('Nothing waits'))

  const page = await archive.guest().get(`/works/${workId}`)
  assert.equal(page.status, 200)
  assert.ok((await archive.guest().get('/works')).has('Worth Waiting For'))
  const work = await home.db.selectFrom('work').where('id', '=', workId).selectAll().executeTakeFirstOrThrow()
  assert.deepEqual(
    [work.posted_at, work.updated_at, work.held_at, work.chapter_count],
    [NOON + DAY, NOON + DAY, null, 1],
  )
  assert.deepEqual(await eventsOf(workId), ['work_held', 'work_posted', 'work_approved'])
  const acts = await home.db.selectFrom('audit_entry').where('subject_id', '=', workId).select('action').execute()
  assert.deepEqual(
    acts.map((act) => act.action),
    ['work approved'],
  )
})

test('a work that is sent back tells its author why, and comes again', async () => {
  const workId = await aWaitingWork('Nearly There')
  const silent = await mo.post(`/works/${workId}/decision`, { verdict: 'returned', reason: '  ' })
  assert.equal(silent.status, 422)
  assert.ok(silent.has('Please say why'))
  await mo.post(`/works/${workId}/decision`, { verdict: 'returned', reason: 'Please <b>rate</b> it.\nThanks.' })
  assert.equal((await archive.guest().get(`/works/${workId}`)).status, 404)
  const mine = await ada.get('/account/works')
  assert.ok(mine.has('Sent back by a moderator'))
  assert.ok(mine.has('Please <b>rate</b> it. Thanks.'))

  await ada.post(`/works/${workId}/publication`)
  assert.ok(!(await ada.get('/account/works')).has('Sent back'))
  await mo.post(`/works/${workId}/decision`, { verdict: 'approved' })
  assert.equal((await archive.guest().get(`/works/${workId}`)).status, 200)
  const page = await mo.get(`/works/${workId}/decision`)
  assert.ok(page.has('Approved by Mo'))
  assert.ok(page.has('Sent back by Mo'))
})

test('an author takes a waiting work back, and a moderator who is too late is told', async () => {
  const workId = await aWaitingWork('Second Thoughts')
  assert.ok((await ada.post(`/works/${workId}/publication`, { to: 'draft' })).has('This work is a draft'))
  const late = await mo.post(`/works/${workId}/decision`, { verdict: 'approved' })
  assert.equal(late.status, 409)
  assert.ok(late.has('decided already'))
  assert.equal((await archive.guest().get(`/works/${workId}`)).status, 404)
})

test('two moderators decide at once: one decision counts', async () => {
  const workId = await aWaitingWork('Twice')
  const olga = await archive.as(cast.olga)
  const pages = await Promise.all([
    mo.post(`/works/${workId}/decision`, { verdict: 'approved' }),
    olga.post(`/works/${workId}/decision`, { verdict: 'returned', reason: 'No.' }),
  ])
  assert.deepEqual(pages.map((page) => page.status).toSorted(), [200, 409])
  const decisions = await home.db.selectFrom('decision').where('work_id', '=', workId).selectAll().execute()
  assert.equal(decisions.length, 1)
})

test('trusted members and moderators do not wait', async () => {
  const tess = await aMember(home.db, 'Tess')
  await home.db.updateTable('account').set({ trusted: 1 }).where('id', '=', tess.accountId).execute()
  for (const member of [tess, cast.mo]) {
    const { workId } = await aWork(home.db, { by: member, postedAt: null })
    await (await archive.as(member)).post(`/works/${workId}/publication`)
    assert.equal((await archive.guest().get(`/works/${workId}`)).status, 200)
  }
})

test('a new chapter of a posted work waits as well, while the work stays as it was', async () => {
  const { workId } = await aWork(home.db, { by: cast.ada, title: 'Serial' })
  const fields = { chapter_title: 'Part Two', text: 'More of it.', intent: 'post', token: 'serial-part-two' }
  assert.ok((await ada.post(`/works/${workId}/chapters/new`, fields)).has('waits for a moderator'))
  assert.ok(!(await archive.guest().get(`/works/${workId}`)).has('Part Two'))
  const queue = await mo.get('/moderation/queue')
  assert.ok(queue.has('New chapter: 2. Part Two'))
  const decide = queue.link('Decide')!
  const back = { verdict: 'returned', reason: 'A typo in line one.' }
  await mo.post(decide, back)
  const edit = decide.replace('decision', 'edit')
  assert.ok((await ada.get(edit)).has('A typo in line one.'))
  assert.ok((await ada.get('/account/works')).has('#2 Part Two: A typo in line one.'))

  await ada.post(edit.replace('edit', 'publication'))
  assert.ok((await mo.post(decide, { verdict: 'approved' })).has('Nothing waits'))
  assert.ok((await archive.guest().get(`/works/${workId}`)).has('Part Two'))
  const { id } = await home.db
    .selectFrom('chapter')
    .where('work_id', '=', workId)
    .where('position', '=', 2)
    .select('id')
    .executeTakeFirstOrThrow()
  assert.deepEqual(await eventsOf(id), ['chapter_held', 'chapter_returned', 'chapter_held', 'chapter_posted'])
})

test('a moderator’s own fandoms come first, then what waits longest', async () => {
  await home.db
    .insertInto('moderator_scope')
    .values({ account_id: cast.mo.accountId, tag_id: cast.fandom.books })
    .execute()
  const hours = [3, 1, 2]
  for (const [index, title] of ['Last', 'First', 'Ours'].entries()) {
    archive.clock.time = NOON + hours[index]! * 1000
    await aWaitingWork(title, title === 'Ours' ? [cast.fandom.holmes] : [])
  }
  archive.clock.time = NOON
  assert.deepEqual(
    (await mo.get('/moderation/queue')).texts('h2').map((title) => title.split(' ')[0]),
    ['Ours', 'First', 'Last'],
  )
  assert.ok((await mo.get('/moderation/queue')).has('In your fandoms'))
  const olga = await archive.as(cast.olga)
  assert.equal((await olga.get('/moderation/queue')).texts('h2')[0], 'First by Ada')
})

test('a moderator of one fandom decides on nothing in another', async () => {
  const [own, other] = [cast.fandom.holmes, cast.fandom.books]
  await home.db.deleteFrom('moderator_scope').execute()
  await home.db.insertInto('moderator_scope').values({ account_id: cast.mo.accountId, tag_id: own }).execute()
  try {
    const foreign = await aWaitingWork('Somebody Else’s', [other])
    const near = await aWaitingWork('Close to Home', [own])
    const queue = await mo.get('/moderation/queue')
    assert.deepEqual(
      [near, foreign].map((work) => queue.body.includes(`"/works/${work}/decision"`)),
      [true, false],
    )
    const refused = await mo.post(`/works/${foreign}/decision`, { verdict: 'approved' })
    assert.equal(refused.status, 403)
    assert.ok(refused.has('none of the fandoms that you look after'))
    assert.equal((await archive.guest().get(`/works/${foreign}`)).status, 404)
    assert.equal((await mo.get(`/works/${foreign}/edit`)).status, 403)
    await mo.post(`/works/${near}/decision`, { verdict: 'approved' })
    assert.equal((await archive.guest().get(`/works/${near}`)).status, 200)
  } finally {
    await home.db.deleteFrom('moderator_scope').execute()
  }
})

test('the queue asks the database a fixed number of questions', async () => {
  const count = async () => {
    home.queries.length = 0
    assert.equal((await mo.get('/moderation/queue')).status, 200)
    return home.queries.length
  }
  await aWaitingWork('One')
  const few = await count()
  for (let number = 0; number < 12; number++) await aWaitingWork(`Many ${number}`)
  assert.equal(await count(), few)
})

test('a hidden work is seen by its author and the moderators only, until it is shown again', async () => {
  const { workId, chapterIds } = await aWork(home.db, { by: cast.ada, title: 'Out of Sight' })
  await mo.post(`/works/${workId}/decision`, { verdict: 'hidden', reason: 'Copied.' })
  for (const place of ['', `/chapters/${chapterIds[0]}`, '/whole', '/reviews'])
    assert.equal((await archive.guest().get(`/works/${workId}${place}`)).status, 404, place)
  assert.ok(!(await archive.guest().get('/works')).has('Out of Sight'))
  assert.equal((await ada.get(`/works/${workId}`)).status, 200)
  await mo.post(`/works/${workId}/decision`, { verdict: 'shown' })
  assert.equal((await archive.guest().get(`/works/${workId}`)).status, 200)
})

test('members and guests have no queue, and nobody decides on her own work', async () => {
  assert.equal((await ada.get('/moderation/queue')).status, 403)
  assert.equal((await archive.guest().get('/moderation/queue')).status, 303)
  const { workId } = await aWork(home.db, { by: cast.mo })
  assert.equal((await mo.post(`/works/${workId}/decision`, { verdict: 'hidden', reason: 'x' })).status, 403)
  assert.equal((await mo.post(`/works/${workId}/decision`, { verdict: 'odd' })).status, 403)
})

test('an unknown verdict changes nothing', async () => {
  const workId = await aWaitingWork('Odd')
  assert.equal((await mo.post(`/works/${workId}/decision`, { verdict: 'burned' })).status, 422)
  assert.equal((await mo.post(`/works/${workId}/decision`, {})).status, 422)
  assert.equal((await mo.post(`/works/${workId}/decision`, { verdict: 'shown' })).status, 409)
})
