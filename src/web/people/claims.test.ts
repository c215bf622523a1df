import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { aCast, aMember, aPseud, aWork, type Cast, DAY, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { answerClaim } from '../../notices/send-letter.ts'
import { CLAIM_JOB } from '../../people/claim-by-mail.ts'
import type { Mail } from '../../notices/mail.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  archive = await anApp(home.db)
})
beforeEach(async () => {
  await home.db.deleteFrom('job').execute()
  await home.db.deleteFrom('attempt').execute()
  await home.db.deleteFrom('claim').execute()
})
after(() => home.close())

let made = 0
async function anUnclaimed(name: string, email: string | null) {
  const member = await aMember(home.db, `unclaimed ${++made}`)
  await home.db
    .updateTable('account')
    .set({ state: 'unclaimed', email, email_folded: email?.toLowerCase() ?? null })
    .where('id', '=', member.accountId)
    .execute()
  const slug = `${name.toLowerCase().replaceAll(' ', '-')}-${made}`
  await home.db
    .updateTable('pseud')
    .set({ name, login_name: name.toLowerCase(), sort_name: name.toLowerCase(), slug })
    .where('id', '=', member.pseudId)
    .execute()
  return { ...member, slug, name }
}

async function doClaimJobs(): Promise<Mail[]> {
  const jobs = await home.db.selectFrom('job').where('kind', '=', CLAIM_JOB).selectAll().execute()
  for (const job of jobs) await answerClaim(home.db, archive.parts.now)(JSON.parse(job.payload), { ...job })
  await home.db.deleteFrom('job').where('kind', '=', CLAIM_JOB).execute()
  return mails()
}

async function mails(): Promise<Mail[]> {
  const jobs = await home.db.selectFrom('job').where('kind', '=', 'mail').select('payload').orderBy('id').execute()
  return jobs.map((job) => JSON.parse(job.payload) as Mail)
}

const linkIn = ({ text }: Mail) => new URL(/http\S+\/claim\/\S+/.exec(text)![0]).pathname

async function stateOf({ accountId }: { accountId: number }) {
  const row = await home.db.selectFrom('account').where('id', '=', accountId).selectAll().executeTakeFirstOrThrow()
  return row.state
}

test('an author who still reads the old mail gets a link, chooses a password and is in', async () => {
  const olive = await anUnclaimed('Olive', 'Olive@old.example')
  const guest = archive.guest()
  const page = await guest.get(`/authors/${olive.slug}`)
  assert.ok(page.has('This author has not been here yet. Is it you?'))
  const ways = await guest.get(page.link('Claim this name')!)
  const form = await guest.get(ways.link('claim the name by mail')!)
  assert.equal(form.field('name'), 'Olive')
  await guest.post('/claim', { name: ' OLIVE ', email: 'olive@OLD.example' })
  const [mail] = await doClaimJobs()
  assert.equal(mail!.to, 'Olive@old.example')

  const link = linkIn(mail!)
  assert.ok((await guest.get(link)).has('Choose a password for Olive'))
  assert.equal((await guest.post(link, { password: 'short' })).status, 422)
  assert.equal(await stateOf(olive), 'unclaimed')
  assert.ok((await guest.post(link, { password: 'a long password' })).has('The name is yours.'))
  assert.equal(await stateOf(olive), 'active')
  const logged = await guest.post('/login', { name: 'olive', password: 'a long password' })
  assert.equal(logged.status, 200)
  assert.ok(logged.has('Olive'))
  assert.equal((await guest.get(link)).status, 404, 'the link works once')
  assert.equal((await guest.post(link, { password: 'another password' })).status, 404)
  assert.equal((await archive.guest().get(`/authors/${olive.slug}`)).link('Claim this name'), null)
  assert.equal((await archive.guest().get(`/authors/${olive.slug}/claim`)).status, 404)
})

test('the page says the same and does the same, whatever there is', async () => {
  const known = await anUnclaimed('Known', 'known@old.example')
  const asked = [
    { name: 'Known', email: 'known@old.example' },
    { name: 'Known', email: 'wrong@old.example' },
    { name: 'Nobody', email: 'known@old.example' },
    { name: 'Ada', email: 'ada@example.org' },
    { name: 'Nobody', email: 'nobody@old.example' },
  ]
  const answers = []
  const work = []
  for (const one of asked) {
    home.queries.length = 0
    const page = await archive.guest().post('/claim', one)
    work.push(home.queries.map((query) => query.replace(/\$\d+|\?/g, '?')))
    answers.push([page.status, page.text('main').replaceAll(one.name, 'NAME').replaceAll(one.email, 'EMAIL')])
  }
  for (const [index, answer] of answers.entries()) {
    assert.deepEqual(answer, answers[0])
    assert.deepEqual(work[index], work[0], 'the same queries, so the same time')
  }
  const sent = await doClaimJobs()
  assert.deepEqual(
    sent.map((mail) => mail.to),
    ['known@old.example'],
  )
  assert.equal(await stateOf(known), 'unclaimed', 'a letter alone changes nothing')
})

test('accounts of one name, or one address, are kept apart: the letter has a link for each that fits', async () => {
  const [one, two] = [await anUnclaimed('Twin', 'twin@old.example'), await anUnclaimed('TWIN ', 'twin@old.example')]
  await home.db.updateTable('pseud').set({ sort_name: 'twin' }).where('id', '=', two.pseudId).execute()
  await anUnclaimed('Third', 'twin@old.example')
  await archive.guest().post('/claim', { name: 'twin', email: 'twin@old.example' })
  const [mail] = await doClaimJobs()
  assert.equal([...mail!.text.matchAll(/\/claim\//g)].length, 2)
  await archive.guest().post(linkIn(mail!), { password: 'a long password' })
  assert.deepEqual([await stateOf(one), await stateOf(two)], ['active', 'unclaimed'])
})

test('nobody asks for ever: by name, by address, by browser', async () => {
  for (let tries = 0; tries < 5; tries++) {
    assert.equal((await archive.guest().post('/claim', { name: 'Eve', email: `eve${tries}@x.example` })).status, 200)
  }
  assert.equal((await archive.guest().post('/claim', { name: 'eve', email: 'eve@x.example' })).status, 429)
  for (let tries = 0; tries < 16; tries++)
    await archive.guest().post('/claim', { name: `n${tries}`, email: `a${tries}@x.example` })
  assert.equal((await archive.guest().post('/claim', { name: 'other', email: 'other@x.example' })).status, 429)
  const silent = await anUnclaimed('Silent', null)
  const ask = (email: string) => archive.guest().post(`/authors/${silent.slug}/claim`, { email, reason: 'It is me.' })
  for (let tries = 0; tries < 10; tries++) assert.equal((await ask(`s${tries}@x.example`)).status, 200)
  assert.equal((await ask('s@x.example')).status, 429)
})

test('a link that is too old opens nothing', async () => {
  await anUnclaimed('Late', 'late@old.example')
  await archive.guest().post('/claim', { name: 'Late', email: 'late@old.example' })
  const [mail] = await doClaimJobs()
  archive.clock.time = NOON + 15 * DAY
  assert.equal((await archive.guest().get(linkIn(mail!))).status, 404)
  archive.clock.time = NOON
})

test('a visitor asks the owners, who send a link to the address given', async () => {
  const petra = await anUnclaimed('Petra', null)
  const olga = await archive.as(cast.olga)
  const guest = archive.guest()
  const refused = await guest.post(`/authors/${petra.slug}/claim`, { email: 'petra', reason: '' })
  assert.equal(refused.status, 422)
  assert.equal(refused.texts('.error').length, 2)
  const asked = { email: 'petra@new.example', reason: 'My page <b>there</b> says so.' }
  assert.ok((await guest.post(`/authors/${petra.slug}/claim`, asked)).has('You have asked for the name Petra.'))
  assert.equal((await guest.post(`/authors/${petra.slug}/claim`, asked)).status, 409)

  const queue = await olga.get('/moderation/claims')
  assert.ok(queue.has('A visitor with the address petra@new.example says to be Petra'))
  const decision = await olga.get(queue.link('Decide')!)
  assert.ok(decision.has('My page <b>there</b> says so.'))
  assert.ok((await olga.post(queue.link('Decide')!, { verdict: 'linked' })).has('Done.'))
  const [mail] = await mails()
  assert.equal(mail!.to, 'petra@new.example')
  await guest.post(linkIn(mail!), { password: 'a long password' })
  const account = await home.db
    .selectFrom('account')
    .where('id', '=', petra.accountId)
    .select(['state', 'email_folded'])
    .executeTakeFirstOrThrow()
  assert.deepEqual(account, { state: 'active', email_folded: 'petra@new.example' })
  assert.equal((await olga.post(queue.link('Decide')!, { verdict: 'linked' })).status, 409, 'decided once')
  const acts = await home.db.selectFrom('audit_entry').select('action').orderBy('id').execute()
  assert.deepEqual(
    acts.slice(-2).map((act) => act.action),
    ['claim link sent', 'account claimed'],
  )
})

test('a link cannot take the address of another account, and the address of before is told', async () => {
  const greta = await anUnclaimed('Greta', 'greta@old.example')
  const olga = await archive.as(cast.olga)
  for (const email of ['ada@example.org', 'greta@new.example']) {
    await archive.guest().post(`/authors/${greta.slug}/claim`, { email, reason: 'Me.' })
    const queue = await olga.get('/moderation/claims?state=waiting')
    const claim = await home.db.selectFrom('claim').where('email', '=', email).select('id').executeTakeFirstOrThrow()
    assert.ok(queue.links().includes(`/moderation/claims/${claim.id}`))
    await olga.post(`/moderation/claims/${claim.id}`, { verdict: 'linked' })
  }
  const [toAda, toGreta] = await mails()
  assert.equal((await archive.guest().post(linkIn(toAda!), { password: 'a long password' })).status, 409)
  await home.db.deleteFrom('job').execute()
  await archive.guest().post(linkIn(toGreta!), { password: 'a long password' })
  const [told] = await mails()
  assert.equal(told!.to, 'greta@old.example')
  assert.equal(await stateOf(greta), 'active')
})

test('a member asks, and with the owners’ word the name, its works and its favourites join the account', async () => {
  const former = await anUnclaimed('Former', 'former@old.example')
  const { db } = home
  const { workId } = await aWork(db, { title: 'Left Behind', by: former })
  const row = { kind: 'favourites' as const, name: 'Favourites', slug: 'favourites', created_at: NOON }
  const shelves = []
  for (const accountId of [former.accountId, cast.rui.accountId]) {
    shelves.push(
      (
        await db
          .insertInto('shelf')
          .values({ ...row, account_id: accountId })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id,
    )
  }
  const other = await aWork(db, { title: 'Both like it', by: cast.ada })
  const loved = await aWork(db, { title: 'One likes it', by: cast.ada })
  for (const [shelf, work] of [
    [0, other],
    [0, loved],
    [1, other],
  ] as const) {
    await db
      .insertInto('bookmark')
      .values({
        shelf_id: shelves[shelf]!,
        work_id: work.workId,
        series_id: null,
        pseud_id: null,
        title: 'x',
        created_at: NOON,
      })
      .execute()
  }
  for (const accountId of [former.accountId, cast.rui.accountId]) {
    await db
      .insertInto('kudos')
      .values({ work_id: other.workId, account_id: accountId, guest_key: null, created_at: NOON })
      .execute()
  }
  await db
    .insertInto('subscription')
    .values({
      account_id: former.accountId,
      work_id: loved.workId,
      series_id: null,
      pseud_id: null,
      tag_id: null,
      created_at: NOON,
    })
    .execute()

  const rui = await archive.as(cast.rui)
  const olga = await archive.as(cast.olga)
  assert.equal((await rui.get(`/works/${workId}/edit`)).status >= 400, true)
  await rui.post(`/authors/${former.slug}/claim`, { reason: 'I wrote it.', email: 'ignored@x.example' })
  const queue = await olga.get('/moderation/claims')
  const link = queue.links().find((each) => /claims\/\d+/.test(each))!
  assert.ok((await olga.get(link)).has('Join the name to the account'))
  await olga.post(link, { verdict: 'joined' })

  const pseud = await db.selectFrom('pseud').where('id', '=', former.pseudId).selectAll().executeTakeFirstOrThrow()
  assert.deepEqual([pseud.account_id, pseud.is_default], [cast.rui.accountId, 0])
  assert.equal((await rui.get(`/works/${workId}/edit`)).status, 200)
  const kept = await db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .select(['account_id', 'work_id'])
    .orderBy('account_id')
    .orderBy('work_id')
    .execute()
  const ruis = kept.filter((each) => each.account_id === cast.rui.accountId).map((each) => each.work_id)
  assert.deepEqual(ruis, [other.workId, loved.workId])
  assert.equal(kept.length, 3, 'what both had is not lost')
  const follows = await db.selectFrom('subscription').where('account_id', '=', cast.rui.accountId).selectAll().execute()
  assert.equal(follows.length, 1)
  assert.equal(await stateOf(former), 'locked')
  const [mail] = await mails()
  assert.equal(mail!.to, 'rui@example.org')
  const act = await db.selectFrom('audit_entry').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
  assert.equal(act.action, 'name joined to an account')
  assert.equal(act.account_id, cast.olga.accountId)
  const detail = JSON.parse(act.detail)
  assert.deepEqual(
    [detail.fromAccount, detail.toAccount, detail.moved.pseud],
    [former.accountId, cast.rui.accountId, 1],
  )
  assert.ok((await olga.get('/moderation/claims?state=joined')).has('Joined by Olga'))
})

test('a claim is refused with a reason, which is sent', async () => {
  const nora = await anUnclaimed('Nora', null)
  const olga = await archive.as(cast.olga)
  await archive.guest().post(`/authors/${nora.slug}/claim`, { email: 'thief@x.example', reason: 'Give it to me.' })
  const claim = await home.db
    .selectFrom('claim')
    .where('email', '=', 'thief@x.example')
    .select('id')
    .executeTakeFirstOrThrow()
  const empty = await olga.post(`/moderation/claims/${claim.id}`, { verdict: 'refused', answer: ' ' })
  assert.equal(empty.status, 422)
  assert.ok((await olga.get('/moderation/claims')).has('1 claim waits'), 'nothing was decided')
  await olga.post(`/moderation/claims/${claim.id}`, { verdict: 'refused', answer: 'We know Nora.' })
  const [mail] = await mails()
  assert.equal(mail!.to, 'thief@x.example')
  assert.ok(mail!.text.includes('We know Nora.'))
  assert.equal(await stateOf(nora), 'unclaimed')
})

test('only owners and admins see and decide claims, and an admin not on their own', async () => {
  const prize = await anUnclaimed('Prize', null)
  const admin = await aMember(home.db, 'Adam', 'admin')
  const adam = await archive.as(admin)
  await adam.post(`/authors/${prize.slug}/claim`, { reason: 'Mine.' })
  const { id } = await home.db
    .selectFrom('claim')
    .where('account_id', '=', admin.accountId)
    .select('id')
    .executeTakeFirstOrThrow()
  for (const member of [cast.rui, cast.mo]) {
    const visitor = await archive.as(member)
    for (const address of [
      '/moderation/claims',
      `/moderation/claims/${id}`,
      '/moderation/members/empty',
      '/moderation/members/guests',
    ])
      assert.equal((await visitor.get(address)).status, 403, address)
    assert.equal((await visitor.post(`/moderation/claims/${id}`, { verdict: 'joined' })).status, 403)
    assert.equal(
      (await visitor.post('/moderation/members/empty', { account: 1, intent: 'delete', sure: 'yes' })).status,
      403,
    )
    assert.equal(
      (await visitor.post('/moderation/members/guests', { guestName: 'Ada', pseud: cast.ada.pseudId })).status,
      403,
    )
  }
  assert.equal((await archive.guest().send('GET', '/moderation/claims')).status, 303)
  assert.equal((await adam.post(`/moderation/claims/${id}`, { verdict: 'joined' })).status, 403)
  assert.equal(await stateOf(prize), 'unclaimed')
  const olga = await archive.as(cast.olga)
  assert.ok((await olga.post(`/moderation/claims/${id}`, { verdict: 'joined' })).has('Done.'))
})

test('a name that has somebody cannot be asked for', async () => {
  for (const slug of ['ada', 'wren', 'nobody']) {
    assert.equal((await archive.guest().get(`/authors/${slug}/claim`)).status, 404)
    const asked = await archive.guest().post(`/authors/${slug}/claim`, { email: 'a@b.example', reason: 'Me.' })
    assert.equal(asked.status, 404)
  }
  await aPseud(home.db, cast.bea.accountId, 'Bee', false)
  assert.equal((await archive.guest().get('/authors/bee/claim')).status, 404)
})
