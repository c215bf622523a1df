import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, aMember, type Cast, NOON } from '../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { changeSettings } from '../../site/settings.ts'
import { forgetMenu } from '../../site/menu.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let ada: Visitor
let rui: Visitor
let mo: Visitor
let olga: Visitor

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  archive = await anApp(home.db)
  const members = [cast.ada, cast.rui, cast.mo, cast.olga]
  const [first, second, third, fourth] = await Promise.all(members.map((member) => archive.as(member)))
  ;[ada, rui, mo, olga] = [first!, second!, third!, fourth!]
})
after(() => home.close())

async function set(settings: Parameters<typeof changeSettings>[1]): Promise<void> {
  await changeSettings(home.db, settings, NOON)
}

test('owners write news, members comment, and each word is its writer’s or a moderator’s to take back', async () => {
  const written = await olga.post('/news/new', {
    title: 'The lamps are lit',
    body: 'Come <b>in</b>.<script>x</script>',
  })
  assert.equal(written.text('h1'), 'The lamps are lit')
  assert.doesNotMatch(written.inner('main')!, /script/)
  const place = written.path
  assert.ok((await archive.guest().get(place)).has('You must log in to comment.'))
  const said = await rui.post(`${place}/comments`, { body: 'Hooray!\n\nAt last.' })
  assert.ok(said.has('Rui') && said.has('At last.'))
  assert.ok((await archive.guest().get('/news')).has('1 comment'))
  const edit = said.link('Edit')!
  assert.equal((await rui.get(edit)).field('body'), 'Hooray!\n\nAt last.')
  assert.equal((await ada.get(edit)).status, 403)
  assert.equal((await ada.post(edit, { body: 'Mine' })).status, 403)
  assert.ok((await rui.post(edit, { body: 'Hooray, edited.' })).has('Hooray, edited.'))
  const remove = said.link('Delete')!
  assert.equal((await ada.post(remove)).status, 403)
  assert.ok(!(await mo.post(remove)).has('Hooray, edited.'))
  assert.equal((await ada.post(`${place}/edit`, { title: 'x', body: 'y' })).status, 403)
  assert.equal((await olga.post(`${place}/edit`, { title: '', body: 'y' })).status, 422)
  assert.ok((await olga.post(`${place}/edit`, { title: 'Out', body: 'Gone.' })).has('Gone.'))
  await olga.post(`${place}/delete`)
  assert.equal((await archive.guest().get(place)).status, 404)
})

test('the same comment sent twice is one, and none is taken where comments are closed', async () => {
  const place = (await olga.post('/news/new', { title: 'News', body: 'Body' })).path
  await rui.post(`${place}/comments`, { body: 'Once.' })
  assert.equal((await rui.post(`${place}/comments`, { body: 'Once.' })).all('article.review').length, 1)
  assert.equal((await rui.post(`${place}/comments`, { body: ' ' })).status, 422)
  await set({ newsComments: 'nobody' })
  assert.equal((await rui.post(`${place}/comments`, { body: 'More.' })).status, 403)
  assert.ok((await rui.get(place)).has('Comments on news are closed.'))
  await set({ newsComments: 'members' })
})

test('a page of news costs the same queries however much was said', async () => {
  const place = (await olga.post('/news/new', { title: 'Talk', body: 'Body' })).path
  const cost = async () => {
    const counts: number[] = []
    for (let time = 0; time < 3; time++) {
      home.queries.length = 0
      await archive.guest().get(place)
      counts.push(home.queries.length)
    }
    return Math.min(...counts)
  }
  const before = await cost()
  for (let index = 0; index < 20; index++) await rui.post(`${place}/comments`, { body: `Comment ${index}` })
  assert.ok(before > 2)
  assert.equal(await cost(), before)
})

test('words on the archive’s list are masked in what is written, and refused in names and titles', async () => {
  await set({ wordList: 'blast*, son of a gun', shouts: 'members' })
  const page = await rui.post('/shouts', { body: 'Blasted thing, you son of a gun' })
  assert.ok(page.has('******* thing, you *** ** * ***'), page.text('main'))
  assert.equal((await rui.post('/account/pen-names', { name: 'Blaster' })).status, 422)
  assert.equal((await rui.post('/account/pen-names', { name: 'Mister Fine' })).status, 200)
  await set({ wordList: '' })
})

test('the shoutbox is for members, in few words, and closed where it is closed', async () => {
  await set({ shouts: 'members' })
  assert.ok((await archive.guest().get('/shouts')).has('Log in to say something.'))
  assert.equal((await archive.guest().post('/shouts', { body: 'Hi' })).path, '/login?to=%2Fshouts')
  assert.ok((await rui.post('/shouts', { body: 'Hello all' })).has('Hello all'))
  assert.equal((await rui.post('/shouts', { body: 'x'.repeat(501) })).status, 422)
  const { id } = await home.db.selectFrom('shout').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  assert.equal((await ada.post(`/shouts/${id}/delete`)).status, 403)
  assert.ok(!(await rui.post(`/shouts/${id}/delete`)).has('Hello all'))
  await set({ shouts: 'nobody' })
  assert.equal((await rui.post('/shouts', { body: 'Hi' })).status, 403)
})

test('too many shouts at once are too many', async () => {
  await set({ shouts: 'members' })
  const zoe = await archive.as(await aMember(home.db, 'Zoe'))
  for (let index = 0; index < 10; index++) assert.equal((await zoe.post('/shouts', { body: `${index}` })).status, 200)
  assert.equal((await zoe.post('/shouts', { body: 'again' })).status, 429)
})

test('one question stands on the home page; a member votes once, may change it, and closing keeps the totals', async () => {
  assert.equal((await mo.post('/polls/new', { question: 'Tea?', options: 'Yes\nNo' })).status, 403)
  assert.equal((await olga.post('/polls/new', { question: 'Tea?', options: 'Yes' })).status, 422)
  const poll = await olga.post('/polls/new', { question: 'Tea?', options: 'Yes\r\nNo\n\n' })
  const options = await home.db.selectFrom('poll_option').select(['id', 'label']).orderBy('position').execute()
  assert.deepEqual(
    options.map(({ label }) => label),
    ['Yes', 'No'],
  )
  const [yes, no] = options.map(({ id }) => id)
  assert.ok((await rui.get('/')).has('Tea?'))
  assert.ok((await archive.guest().get('/')).has('Log in to vote.'))
  assert.ok((await rui.post(poll.path, { option: yes! })).has('Yes 1 vote · your vote'))
  assert.ok((await rui.post(poll.path, { option: no! })).has('Yes 0 votes No 1 vote · your vote'))
  assert.equal((await ada.post(poll.path, { option: 999_999 })).status, 422)
  assert.equal((await ada.post(poll.path, {})).status, 422)
  await ada.post(poll.path, { option: no! })
  assert.equal((await rui.post(`${poll.path}/close`)).status, 403)
  const closed = await olga.post(`${poll.path}/close`)
  assert.ok(closed.has('No 2 votes') && closed.has('Closed on 15 January 2026'))
  assert.equal((await rui.post(poll.path, { option: yes! })).status, 422)
  assert.deepEqual(await home.db.selectFrom('poll_vote').selectAll().execute(), [])
  assert.ok(!(await rui.get('/')).has('Tea?'))
  assert.ok((await archive.guest().get('/polls')).has('2 votes in all'))
})

test('a page of the archive’s own has an address, a place in the menu, and code that never shows', async () => {
  const saved = await olga.post('/moderation/pages/new', {
    title: 'Our Friends',
    slug: '',
    body: '<h3>Friends</h3><p>All.</p>',
  })
  assert.ok(saved.has('/pages/our-friends'))
  assert.ok((await archive.guest().get('/pages/our-friends')).has('All.'))
  assert.equal((await olga.post('/moderation/pages/new', { title: 'Our friends', slug: '', body: '' })).status, 409)
  assert.equal((await ada.get('/moderation/pages')).status, 403)
  assert.equal((await mo.post('/moderation/pages/new', { title: 'x', slug: '', body: '' })).status, 403)
  await home.db.updateTable('page').set({ code: '<?php secret() ?>' }).where('slug', '=', 'our-friends').execute()
  const { id } = await home.db
    .selectFrom('page')
    .select('id')
    .where('slug', '=', 'our-friends')
    .executeTakeFirstOrThrow()
  assert.ok((await olga.get(`/moderation/pages/${id}`)).has('<?php secret() ?>'))
  assert.ok(!(await archive.guest().get('/pages/our-friends')).body.includes('secret'))
  await olga.post('/moderation/menu/new', { label: 'Friends', address: '/pages/our-friends', shownTo: 'everybody' })
  await olga.post('/moderation/menu/new', {
    label: 'Den',
    address: 'https://den.example/',
    shownTo: 'members',
    newWindow: 'yes',
  })
  assert.equal((await olga.post('/moderation/menu/new', { label: 'Bad', address: 'javascript:alert(1)' })).status, 422)
  assert.equal((await olga.post('/moderation/menu/new', { label: 'Bad', address: '//evil.example' })).status, 422)
  forgetMenu(home.db)
  const guest = await archive.guest().get('/browse')
  assert.equal(guest.link('Friends'), '/pages/our-friends')
  assert.equal(guest.link('Den'), null)
  assert.match((await rui.get('/browse')).body, /href="https:\/\/den.example\/" target="_blank" rel="noopener"/)
  await olga.post(`/moderation/pages/${id}/delete`)
  assert.equal((await archive.guest().get('/pages/our-friends')).status, 404)
})

test('the terms are read by whoever registers', async () => {
  await olga.post('/moderation/pages/new', { title: 'Terms', slug: 'tos', body: 'Be kind to each other.' })
  assert.ok((await archive.guest().get('/register')).has('Be kind to each other.'))
})

test('an archive that is open to moderators only tells everybody else why, and lets them log in', async () => {
  await set({ visitors: 'moderators', closedHtml: '<p>We move house.</p>' })
  const guest = await archive.guest().get('/works')
  assert.equal(guest.status, 503)
  assert.ok(guest.has('We move house.'))
  assert.equal((await rui.get('/')).status, 503)
  assert.equal((await archive.guest().get('/login')).status, 200)
  assert.equal((await mo.get('/')).status, 200)
  await set({ visitors: 'everybody' })
})

test('what the old site called the ways in is what the archive calls them', async () => {
  await set({ logInWords: 'Come In', registerWords: 'Join!' })
  const page = await archive.guest().get('/')
  assert.ok(page.link('Come In') && page.link('Join!'))
  await set({ logInWords: '', registerWords: '' })
})

test('dates stand in the order that the archive has chosen', async () => {
  const place = (await olga.post('/news/new', { title: 'Dated', body: 'Body' })).path
  const shown = { day: '15 January 2026', month: 'January 15, 2026', year: '2026-01-15' }
  for (const [dates, words] of Object.entries(shown)) {
    await set({ dates: dates as keyof typeof shown })
    assert.ok((await archive.guest().get(place)).has(words), words)
  }
  await set({ dates: 'day' })
})
