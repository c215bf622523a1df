import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aWork, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import { paths } from '../paths.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const guest = archive.guest()
const [rui, bea, ada, mo] = await Promise.all([cast.rui, cast.bea, cast.ada, cast.mo].map((who) => archive.as(who)))
after(close)

const fandoms = await db.selectFrom('vocabulary').where('slug', '=', 'fandoms').select('id').executeTakeFirstOrThrow()

async function issue(title: string, by = rui!): Promise<number> {
  const page = await by.post(paths.newChallenge({}), { title, summary: 'Write <em>something</em> short.' })
  assert.equal(page.status, 200, page.text('main'))
  return Number(page.path.split('/').at(-1))
}

test('a member issues a challenge, and everybody reads it', async () => {
  const sent = {
    title: '  A  Haiku\nfor Holmes ',
    summary: 'Three lines.<script>alert(1)</script>',
    [`tags-${fandoms.id}`]: cast.fandom.holmes,
  }
  const made = await rui!.post(paths.newChallenge({}), sent)
  assert.equal(made.text('h1'), 'A Haiku for Holmes')
  const again = await rui!.post(paths.newChallenge({}), sent)
  assert.equal(again.path, made.path, 'a double click makes one')
  const page = await guest.get(made.path)
  assert.ok(page.has('Challenge by Rui') && page.has('Three lines.') && !page.body.includes('alert(1)'))
  assert.ok(page.link('Sherlock Holmes') && page.has('Nobody has answered yet.'))
  const list = await guest.get(paths.challenges({}))
  assert.equal(list.link('A Haiku for Holmes'), made.path)
  assert.ok(list.has('no answers yet') && list.link('Issue a challenge') === null)
  assert.equal((await guest.get(paths.browse({}))).link('Challenges'), paths.challenges({}))
})

test('what cannot be a challenge is refused beside its field', async () => {
  const empty = await rui!.post(paths.newChallenge({}), { title: ' \u200b ', summary: 'kept' })
  assert.equal(empty.status, 422)
  assert.ok(empty.has('Please give the challenge a title.') && empty.field('summary') === 'kept')
  const long = await rui!.post(paths.newChallenge({}), { title: 'x'.repeat(256), summary: 'y'.repeat(10_001) })
  assert.ok(long.has('A title has at most 255 characters.') && long.has('At most 10000 characters, please.'))
  assert.ok((await guest.post(paths.newChallenge({}), { title: 'By a guest' })).path.startsWith('/login'))
  await changeSettings(db, { challengesBy: 'nobody' }, NOON)
  assert.equal((await rui!.post(paths.newChallenge({}), { title: 'Closed' })).status, 403)
  assert.equal((await rui!.get(paths.newChallenge({}))).status, 403)
  assert.equal((await rui!.get(paths.challenges({}))).link('Issue a challenge'), null)
  await changeSettings(db, { challengesBy: 'members' }, NOON)
})

test('whoever issued it and moderators edit and delete it, others do not', async () => {
  const id = await issue('To Be Changed')
  const [edit, remove] = [paths.editChallenge({ challenge: id }), paths.deleteChallenge({ challenge: id })]
  for (const path of [edit, remove]) {
    assert.equal((await bea!.get(path)).status, 403)
    assert.equal((await bea!.post(path, { title: 'Stolen' })).status, 403)
  }
  assert.equal((await rui!.get(edit)).field('title'), 'To Be Changed')
  assert.equal((await rui!.post(edit, { title: 'Changed', summary: 'Now.' })).text('h1'), 'Changed')
  assert.equal((await mo!.post(edit, { title: '', summary: 'Now.' })).status, 422)
  assert.ok((await mo!.get(remove)).has('Delete the challenge “Changed”?'))
  await mo!.post(remove)
  assert.equal((await guest.get(paths.challenge({ challenge: id }))).status, 404)
  assert.ok(!(await guest.get(paths.challenges({}))).has('Changed'))
  const act = await db.selectFrom('audit_entry').where('action', '=', 'challenge deleted').select('detail').execute()
  assert.deepEqual(act, [{ detail: '{"title":"Changed"}' }])
})

test('a challenge is answered with works and series of one’s own, and with nothing else', async () => {
  const challenge = await issue('Answer Me')
  const answers = paths.challengeAnswers({ challenge })
  const { workId } = await aWork(db, { by: cast.ada, title: 'An Answer' })
  const draft = await aWork(db, { by: cast.ada, title: 'DRAFT', postedAt: null })
  const times = { created_at: NOON, updated_at: NOON, hidden_at: null }
  const row = { title: 'Answers in Parts', sort_title: 'answers', pseud_id: cast.ada.pseudId, ...times }
  const series = await db.insertInto('series').values(row).returning('id').executeTakeFirstOrThrow()
  const form = await ada!.get(paths.challenge({ challenge }))
  assert.ok(form.has('An Answer') && !form.has('DRAFT'))

  assert.equal((await bea!.post(answers, { answer: `work ${workId}` })).status, 403)
  assert.equal((await bea!.post(answers, { answer: `series ${series.id}` })).status, 403)
  assert.equal((await bea!.post(answers, { answer: `work ${draft.workId}` })).status, 404)
  assert.equal((await ada!.post(answers, { answer: 'work 999999' })).status, 404)
  for (let time = 0; time < 2; time++) await ada!.post(answers, { answer: `work ${workId}` })
  await ada!.post(answers, { answer: `series ${series.id}` })
  await ada!.post(answers, { answer: `work ${draft.workId}` })
  await ada!.post(answers, { answer: 'nonsense' })

  const page = await guest.get(paths.challenge({ challenge }))
  assert.deepEqual(page.texts('.blurb-title'), ['An Answer by Ada'])
  assert.ok(page.link('Answers in Parts') && !page.body.includes('DRAFT'))
  assert.ok((await guest.get(paths.challenges({}))).has('2 answers'))
  assert.equal((await guest.get(paths.work({ work: workId }))).link('Answer Me'), paths.challenge({ challenge }))

  assert.equal((await bea!.post(answers, { answer: `work ${workId}`, back: 'yes' })).status, 403)
  await rui!.post(answers, { answer: `series ${series.id}`, back: 'yes' })
  await ada!.post(answers, { answer: `work ${workId}`, back: 'yes' })
  assert.ok((await guest.get(paths.challenge({ challenge }))).has('Nobody has answered yet.'))
})

test('answers that the viewer may not know of are neither shown nor counted', async () => {
  const challenge = await issue('Secrets')
  const secrets = [
    await aWork(db, { by: cast.ada, title: 'SECRET hidden' }),
    await aWork(db, { by: cast.ada, title: 'SECRET members', ratingId: cast.ratings.members }),
  ]
  for (const { workId } of secrets) await ada!.post(paths.challengeAnswers({ challenge }), { answer: `work ${workId}` })
  await db.updateTable('work').set({ hidden_at: NOON }).where('id', '=', secrets[0]!.workId).execute()
  await refreshWorks(db, [secrets[0]!.workId])
  const page = await guest.get(paths.challenge({ challenge }))
  assert.ok(!page.body.includes('SECRET') && page.has('Nobody has answered yet.'))
  assert.match((await guest.get(paths.challenges({}))).text('.blurb'), /Secrets.*no answers yet/)
  const seen = await bea!.get(paths.challenge({ challenge }))
  assert.ok(seen.has('SECRET members') && !seen.has('SECRET hidden') && seen.has('1 work'))
})

test('lists of challenges and answers cost the same queries however long they are', async () => {
  const challenge = await issue('Long')
  const add = async () => {
    const { workId } = await aWork(db, { by: cast.bea, title: 'One more' })
    await bea!.post(paths.challengeAnswers({ challenge }), { answer: `work ${workId}` })
  }
  const cost = async (path: string) => {
    const counts: number[] = []
    // What is kept in memory for seconds may run out between two requests, so the cheapest of several counts.
    for (let time = 0; time < 4; time++) {
      queries.length = 0
      await guest.get(path)
      counts.push(queries.length)
    }
    return Math.min(...counts)
  }
  await add()
  const pages = [paths.challenges({}), paths.challenge({ challenge })]
  const few = [await cost(pages[0]!), await cost(pages[1]!)]
  for (let more = 0; more < 10; more++) {
    await add()
    const row = { title: `More ${more}`, sort_title: 'more', pseud_id: cast.rui.pseudId, guest_name: null }
    const times = { posted_at: NOON, created_at: NOON, updated_at: NOON, deleted_at: null }
    await db
      .insertInto('challenge')
      .values({ ...row, ...times })
      .execute()
  }
  assert.deepEqual([await cost(pages[0]!), await cost(pages[1]!)], few)
})
