import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { aCast, aWork } from '../../../test/cast.ts'
import { anApp, type Page, type Visitor } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { LOOK } from '../../people/look.ts'
import { paths } from '../paths.ts'
import { LOOK_COOKIE } from './look-cookie.ts'

const { db, queries, close } = await openTestDatabase()
const cast = await aCast(db)
const app = await anApp(db)
after(close)

const { workId, chapterIds } = await aWork(db, { by: cast.ada, chapters: [{}, {}] })
const chapter = paths.chapter({ work: workId, chapter: chapterIds[0]! })
const settings = paths.readingSettings({})

/** The form as it stands on the page, which holds every setting, with some of them changed. */
async function choose(visitor: Visitor, changes: Record<string, string>): Promise<Page> {
  const shown = (await visitor.get(paths.readingSettings({}, { to: chapter }))).body
  const checked = [...shown.matchAll(/<input type="radio" name="(\w+)" value="([\w-]+)"\s+checked/g)]
  const ranges = [...shown.matchAll(/type="range"[^>]*name="(\w+)"[^>]*value="(\d)"/g)]
  const face = /<option value="([\w-]+)"\s+selected/.exec(shown)![1]!
  const fields = Object.fromEntries([...checked, ...ranges].map(([, name, value]) => [name!, value!]))
  assert.deepEqual(Object.keys({ ...fields, face }).toSorted(), Object.keys(LOOK).toSorted())
  return visitor.post(settings, { to: chapter, ...fields, face, ...changes })
}

const headOf = (page: Page) => /<html[^>]*>/.exec(page.body)![0]

test('a guest chooses, is led back, and finds every page so from then on', async () => {
  const guest = app.guest()
  assert.equal(headOf(await guest.get(chapter)), '<html lang="en">')
  const back = await choose(guest, { theme: 'dark', face: 'opendyslexic', size: '7' })
  assert.equal(back.path, chapter)
  for (const path of [chapter, paths.works({}), settings, paths.wholeWork({ work: workId })]) {
    const page = await guest.get(path)
    assert.equal(headOf(page), '<html lang="en" data-theme="dark" data-face="opendyslexic" data-size="7">', path)
    assert.ok(page.body.includes('<meta name="color-scheme" content="dark">'))
  }
  assert.equal(headOf(await app.guest().get(chapter)), '<html lang="en">')
})

test('"Try it here" stays on the page with its sample, and one button undoes it all', async () => {
  const guest = app.guest()
  const page = await choose(guest, { lines: '5', stay: 'yes' })
  assert.ok(page.path.startsWith(settings) && page.has('The settings are saved.'))
  assert.equal(page.all('.chapter-text').length, 1)
  assert.equal(page.link('Back to where you were'), chapter)
  assert.match(headOf(page), / data-lines="5"/)
  const undone = await choose(guest, { reset: 'yes' })
  assert.equal(headOf(undone), '<html lang="en">')
  assert.equal(guest.cookies.has(LOOK_COOKIE), false)
})

test('a member finds the choice on every device, unless this one is to differ', async () => {
  const desk = await app.as(cast.rui)
  await choose(desk, { theme: 'sepia', width: '1' })
  const phone = await app.as(cast.rui)
  assert.equal(headOf(await phone.get(chapter)), '<html lang="en" data-theme="sepia" data-width="1">')
  await choose(phone, { theme: 'dark', here: 'yes' })
  assert.match(headOf(await phone.get(chapter)), / data-theme="dark"/)
  assert.match(headOf(await desk.get(chapter)), / data-theme="sepia"/)
  assert.ok((await phone.get(settings)).body.match(/name="here"\s+value="yes"\s+checked/))
  await choose(phone, { size: '9' })
  assert.match(headOf(await desk.get(chapter)), / data-theme="dark" data-size="9" data-width="1"/)
  assert.equal(headOf(await app.guest().get(chapter)), '<html lang="en">')
})

test('what a guest chose stays after logging in, until the account has a choice of its own', async () => {
  const bea = await app.as(cast.bea)
  bea.cookies.set(LOOK_COOKIE, 'theme-sepia')
  assert.match(headOf(await bea.get(chapter)), / data-theme="sepia"/)
  const other = await app.as(cast.bea)
  await choose(other, { theme: 'dark' })
  assert.match(headOf(await bea.get(chapter)), / data-theme="dark"/)
})

test('other preferences and the look leave each other alone', async () => {
  const ada = await app.as(cast.ada)
  await choose(ada, { face: 'atkinson' })
  await ada.post(paths.accountPreferences({}), { ageConsent: 'yes', sortBy: 'title' })
  assert.match(headOf(await ada.get(chapter)), / data-face="atkinson"/)
  await choose(ada, { face: 'sans' })
  assert.equal((await ada.get(paths.accountPreferences({}))).field('sortBy'), 'title')
})

test('an odd cookie is as good as none', async () => {
  const odd = [
    'x',
    'theme-',
    'theme-dark"onload="x',
    'theme-DARK',
    '.-.',
    'face-../../x',
    `size-4${'.x'.repeat(900)}`,
    'here',
  ]
  for (const cookie of odd) {
    const guest = app.guest()
    guest.cookies.set(LOOK_COOKIE, cookie)
    const page = await guest.get(chapter)
    assert.equal(page.status, 200)
    assert.equal(headOf(page), '<html lang="en">', cookie)
  }
  const guest = app.guest()
  guest.cookies.set(LOOK_COOKIE, 'theme-dark.size-99.__proto__-x.lines-2')
  assert.equal(headOf(await guest.get(chapter)), '<html lang="en" data-theme="dark" data-lines="2">')
})

test('an odd form changes nothing, and leads nowhere else', async () => {
  const guest = app.guest()
  const page = await guest.post(settings, { theme: 'plaid', size: '-1', to: 'https://elsewhere.example/' })
  assert.equal(page.path, '/')
  assert.equal(headOf(page), '<html lang="en">')
  const foreign = await guest.send('POST', settings, { headers: { origin: 'https://elsewhere.example' } })
  assert.equal(foreign.status, 403)
})

test('every page leads to the settings and back', async () => {
  for (const path of [chapter, '/', paths.wholeWork({ work: workId }), '/login']) {
    const aa = (await app.guest().get(path)).link('Aa: Reading settings')
    assert.equal(aa, paths.readingSettings({}, { to: path }))
    const there = await app.guest().get(aa!)
    assert.equal(there.link('Back to where you were'), path)
    assert.equal(there.link('Aa: Reading settings'), aa)
  }
})

test('a look costs a page no query', async () => {
  const counts: number[] = []
  const [plain, set] = [await app.as(cast.mo), await app.as(cast.mo)]
  set.cookies.set(LOOK_COOKIE, 'theme-dark.here')
  await plain.get(chapter)
  for (const visitor of [plain, set]) {
    queries.length = 0
    await visitor.get(chapter)
    counts.push(queries.length)
  }
  assert.equal(counts[0], counts[1])
})

test('every step that can be chosen is set by the styles', () => {
  const folder = join(import.meta.dirname, '../styles')
  const css = ['look', 'tokens', 'prose', 'settings']
    .map((name) => readFileSync(join(folder, `${name}.css`), 'utf8'))
    .join('')
  for (const [name, [, ...others]] of Object.entries(LOOK))
    for (const value of others)
      assert.ok(name === 'keys' || css.includes(`[data-${name}='${value}']`), `${name} ${value}`)
})
