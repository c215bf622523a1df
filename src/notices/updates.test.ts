import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aCast, aMember, aWork, type Cast, NOON } from '../../test/cast.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import type { Member } from '../people/viewer.ts'
import { follow } from '../reading/follow.ts'
import { recordEvent } from '../store/events.ts'
import { refreshWorks } from '../works/refresh-work.ts'
import { tellOfEvents } from './from-events.ts'
import type { Mail } from './mail.ts'

const LATER = NOON + 60_000
const linkTo = (id: number, kind = 'review') => `https://archive.example/${kind}s/${id}`

let home: TestDatabase
let cast: Cast
let eva: Member
before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  eva = await aMember(home.db, 'Eva')
  await tellOfEvents(home.db, linkTo, LATER)
})
beforeEach(() => home.db.deleteFrom('job').execute())
after(() => home.close())

async function listMails(): Promise<Mail[]> {
  await tellOfEvents(home.db, linkTo, LATER)
  const jobs = await home.db.selectFrom('job').where('kind', '=', 'mail').select('payload').orderBy('id').execute()
  return jobs.map((job) => JSON.parse(job.payload) as Mail)
}

const author = (pseudId: number, accountId: number) => ({ kind: 'author', pseudId, accountId }) as const

async function post(kind: 'work_posted' | 'chapter_posted', subjectId: number, workId: number) {
  const happening = { subjectId, accountId: cast.ada.accountId, at: NOON }
  if (kind === 'work_posted') await recordEvent(home.db, kind, { ...happening, payload: {} })
  else await recordEvent(home.db, kind, { ...happening, payload: { workId } })
}

test('followers of an author hear of a new work, once each, and the authors themselves do not', async () => {
  const { db } = home
  await follow(db, cast.rui, author(cast.ada.pseudId, cast.ada.accountId), NOON)
  await follow(db, cast.rui, author(cast.bea.pseudId, cast.bea.accountId), NOON)
  await follow(db, cast.bea, author(cast.ada.pseudId, cast.ada.accountId), NOON)
  await follow(db, eva, author(cast.bea.pseudId, cast.bea.accountId), NOON)
  await db
    .updateTable('account')
    .set({ preferences: '{"mailAboutUpdates":false}' })
    .where('id', '=', eva.accountId)
    .execute()
  const { workId } = await aWork(db, { title: 'New\nHere', pseudIds: [cast.ada.pseudId, cast.bea.pseudId] })
  await post('work_posted', workId, workId)
  const mails = await listMails()
  assert.deepEqual(
    mails.map(({ to }) => to),
    ['rui@example.org'],
  )
  assert.match(mails[0]!.text, /Ada, whom you follow, has posted a new work/)
  assert.ok(mails[0]!.text.includes(`https://archive.example/works/${workId}`))
})

test('followers of a work hear of its new chapters', async () => {
  const { workId, chapterIds } = await aWork(home.db, {
    by: cast.ada,
    title: 'In Parts',
    chapters: [{}, { title: 'The Storm' }],
  })
  await follow(home.db, cast.rui, { kind: 'work', workId }, NOON)
  await post('chapter_posted', chapterIds[1]!, workId)
  const mails = await listMails()
  assert.deepEqual(
    mails.map(({ to, subject }) => [to, subject]),
    [['rui@example.org', 'A new chapter of “In Parts”']],
  )
  assert.ok(mails[0]!.text.includes('“The Storm”'))
})

test('what was hidden or taken back meanwhile is told to nobody', async () => {
  const { db } = home
  const hidden = await aWork(db, { by: cast.ada, title: 'Hidden' })
  const back = await aWork(db, { by: cast.ada, title: 'Taken Back' })
  for (const { workId } of [hidden, back]) await follow(db, cast.rui, { kind: 'work', workId }, NOON)
  await db.updateTable('work').set({ hidden_at: NOON }).where('id', '=', hidden.workId).execute()
  await db.updateTable('chapter').set({ posted_at: null }).where('work_id', '=', back.workId).execute()
  await refreshWorks(db, [hidden.workId, back.workId])
  await post('work_posted', hidden.workId, hidden.workId)
  await post('chapter_posted', hidden.chapterIds[0]!, hidden.workId)
  await post('chapter_posted', back.chapterIds[0]!, back.workId)
  assert.deepEqual(await listMails(), [])
})
