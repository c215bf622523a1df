import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCast, type Cast } from '../../../test/cast.ts'
import { anApp, type TestApp, type Visitor } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { addressOfValue, meansYes } from '../../people/profile-fields.ts'

let home: TestDatabase
let archive: TestApp
let cast: Cast
let ada: Visitor
let olga: Visitor

before(async () => {
  home = await openTestDatabase()
  cast = await aCast(home.db)
  archive = await anApp(home.db)
  ;[ada, olga] = [await archive.as(cast.ada), await archive.as(cast.olga)]
})
after(() => home.close())

async function fieldNamed(title: string): Promise<number> {
  const { id } = await home.db
    .selectFrom('profile_field')
    .select('id')
    .where('title', '=', title)
    .executeTakeFirstOrThrow()
  return id
}

test('owners choose the fields, members fill them in, readers see them', async () => {
  const add = (fields: Record<string, string>) =>
    olga.post('/moderation/profile-fields/new', { isOn: 'yes', ...fields })
  await add({ title: 'Web site', kind: 'url', position: '1' })
  await add({ title: 'Mood', kind: 'select', options: 'Merry\nGrim', position: '2' })
  await add({ title: 'Journal', kind: 'id_url', addressPattern: 'https://{info}.journal.example/', position: '3' })
  await add({ title: 'Beta reader', kind: 'yes_no', position: '4' })
  assert.equal((await add({ title: 'Broken', kind: 'id_url', addressPattern: 'https://x.example' })).status, 422)
  assert.equal((await add({ title: 'Broken', kind: 'select', options: 'One' })).status, 422)
  assert.equal((await ada.get('/moderation/profile-fields')).status, 403)

  const form = `/account/pen-names/${cast.ada.pseudId}`
  const [site, mood, journal, beta] = await Promise.all(['Web site', 'Mood', 'Journal', 'Beta reader'].map(fieldNamed))
  const sent = { bio: 'Hello', [`field-${mood}`]: 'Grim', [`field-${journal}`]: 'ada-l', [`field-${beta}`]: 'Yes' }
  const refused = await ada.post(form, { ...sent, [`field-${site}`]: 'javascript:alert(1)' })
  assert.equal(refused.status, 422)
  assert.equal(refused.field(`field-${site}`), 'javascript:alert(1)')
  assert.equal((await ada.post(form, { ...sent, [`field-${mood}`]: 'Sad' })).status, 422)
  await ada.post(form, { ...sent, [`field-${site}`]: 'ada.example' })

  const page = await archive.guest().get('/authors/ada')
  assert.equal(page.link('ada.example'), 'http://ada.example')
  assert.equal(page.link('ada-l'), 'https://ada-l.journal.example/')
  assert.ok(page.has('Mood Grim'))
  // Another pen name of the same member tells nothing.
  assert.ok(!(await archive.guest().get('/authors/wren')).has('Grim'))

  assert.equal((await archive.guest().get('/browse/authors')).link('Beta reader'), '/browse/beta-readers')
  assert.equal((await archive.guest().get('/browse/beta-readers')).link('Ada'), '/authors/ada')
  await ada.post(form, { ...sent, [`field-${beta}`]: 'No' })
  assert.equal((await archive.guest().get('/browse/beta-readers')).link('Ada'), null)

  await olga.post(`/moderation/profile-fields/${mood}`, {
    title: 'Mood',
    kind: 'select',
    options: 'Merry\nGrim',
    position: '2',
  })
  assert.ok(!(await archive.guest().get('/authors/ada')).has('Grim'))
  assert.ok((await olga.get('/moderation/profile-fields')).has('one member has filled it in · off'))
})

test('a value that an old site let in is shown as text where it leads nowhere', () => {
  const url = { kind: 'url' as const, name: 'x', title: 'x', options: [], addressPattern: '', isOn: true }
  const cases: [string, string | null][] = [
    ['http://wren.example/~u?q=1', 'http://wren.example/~u?q=1'],
    ['www.wren.example', 'http://www.wren.example'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['no site', null],
    ['http://', null],
    ['', null],
  ]
  for (const [value, address] of cases) assert.equal(addressOfValue({ ...url, value }), address, value)
  const id = { ...url, kind: 'id_url' as const, addressPattern: 'javascript:alert("{info}")' }
  assert.equal(addressOfValue({ ...id, value: 'x' }), null)
  assert.equal(
    addressOfValue({ ...id, addressPattern: 'http://lj.example/{info}', value: 'a/../b' }),
    'http://lj.example/a%2F..%2Fb',
  )
})

test('yes and no are read in the words of other languages', () => {
  for (const yes of ['Yes', 'Ja', 'Oui', 'да']) assert.ok(meansYes(yes), yes)
  for (const no of ['No', 'nein', 'Non', '', ' ', 'нет']) assert.ok(!meansYes(no), no)
})
