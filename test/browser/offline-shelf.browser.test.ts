// A member keeps a shelf on the device, loses the network, reads on, and finds what is new when it comes back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { Member } from '../../src/people/viewer.ts'
import { makeShelf } from '../../src/reading/keep-shelf.ts'
import { putOnShelf, takeFromShelf } from '../../src/reading/put-on-shelf.ts'
import type { Db } from '../../src/store/database.ts'
import { refreshWorks } from '../../src/works/refresh-work.ts'
import { aMember, aTag, aVocabulary, aWork, type MadeWork, NOON } from '../cast.ts'
import { anArchive } from './an-archive.ts'
import type { Visitor } from './visitor.ts'

const LINES = Array.from({ length: 60 }, (_, at) => `<p>Hour ${at}: it rained, and nobody counted. </p>`).join('\n')
let rui: Member
let reader: Visitor
let shelf: string
const works = {} as Record<'lamp' | 'members' | 'later', MadeWork>

const archive = anArchive(
  async (db) => {
    const ada = await aMember(db, 'Ada', 'owner')
    rui = await aMember(db, 'Rui')
    const ratingId = await aTag(db, await aVocabulary(db, 'ratings', 'rating'), 'Members', { members_only: 1 })
    const chapters = [{ html: LINES }, { title: 'Dawn', html: LINES }]
    works.lamp = await aWork(db, { by: ada, title: 'The Lamp', chapters })
    works.members = await aWork(db, { by: ada, title: 'Among Us', ratingId, chapters })
    works.later = await aWork(db, { by: ada, title: '羅生門', language: 'ja', chapters })
    shelf = await makeShelf(db, rui, { name: 'For the train', isPublic: false }, 1)
    await put(db, 'lamp')
    await put(db, 'members')
  },
  async ({ visitAs }) => {
    reader = await visitAs(rui)
  },
)

const put = (db: Db, name: keyof typeof works) => putOnShelf(db, rui, { workId: works[name].workId, shelf }, Date.now())
const chapterOf = ({ workId, chapterIds }: MadeWork, index: number) => `/works/${workId}/chapters/${chapterIds[index]}`
const textOf = () => reader.page.locator('main').innerText()
const network = (isThere: boolean) => reader.page.context().setOffline(!isThere)

/** Asks again and again: the page's own policy forbids Playwright to wait by a script inside it. */
async function until(expression: string): Promise<void> {
  for (let asked = 0; !(await reader.page.evaluate<boolean>(`Promise.resolve(${expression}).then(Boolean)`)); asked++) {
    assert.ok(asked < 120, `never true: ${expression}`)
    await setTimeout(250)
  }
}

const isKept = ({ workId }: MadeWork) => `caches.match('/about', { cacheName: 'fanfold-work-${workId}' })`

/** The works on the list of what is kept, once all their covers are there. */
async function listed(): Promise<string[]> {
  await reader.go('/offline')
  await reader.page.locator('.kept-works li').first().waitFor()
  await until("[...document.querySelectorAll('.kept-works img')].every((cover) => cover.naturalWidth > 0)")
  return reader.page.locator('.kept-works h2').allInnerTexts()
}

test('a shelf is kept with one button, and read without a network with covers, settings and place', async () => {
  const { page, go } = reader
  await go(`/account/shelves/${shelf}`)
  await page.getByRole('button', { name: /^Keep/ }).click()
  await page.getByText('Kept on this device ·').waitFor()
  await go(chapterOf(works.lamp, 0))
  await page.locator('a.aa').click()
  await page.locator('dialog').getByRole('radio', { name: 'Sepia' }).check({ force: true })
  await page.keyboard.press('Escape')

  await network(false)
  assert.deepEqual(await listed(), ['Among Us', 'The Lamp'])
  for (const work of [works.members, works.lamp]) {
    await go(chapterOf(work, 1))
    assert.match(await page.locator('.chapter-text').innerText(), /Hour 59: it rained/)
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'sepia')
    assert.match(await page.locator('h2').first().innerText(), /Dawn/)
  }
  await page.mouse.move(300, 300)
  await page.mouse.wheel(0, 1500)
  await until("localStorage.getItem('fanfold.untold-places')")
  await page.waitForTimeout(4200)
  const there = await paragraphAtTop()
  await go(`/works/${works.lamp.workId}`)
  await page.getByRole('link', { name: 'Continue: Chapter 2' }).click()
  await page.waitForURL(/#place$/)
  await page.waitForTimeout(300)
  assert.notEqual(there, 'Hour 0')
  assert.equal(await paragraphAtTop(), there)
})

/** The paragraph that stands at the top of the window. */
const paragraphAtTop = () =>
  reader.page.evaluate<string>(`[...document.querySelectorAll('.chapter-text p')]
    .findLast((p) => p.getBoundingClientRect().top <= 80).textContent.split(':')[0]`)

test('a browser finds nothing that keeps the archive from being put on a home screen', async () => {
  await network(true)
  await reader.go('/')
  const browser = await reader.page.context().newCDPSession(reader.page)
  const { errors } = await browser.send('Page.getAppManifest')
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors')
  // Of windows that keep nothing, as those of tests are.
  const others = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')
  assert.deepEqual([errors, others], [[], []])
  await network(false)
})

test('when the network comes back, so do new chapters and what was put on the shelf or taken off it', async () => {
  const { page, go } = reader
  const { db } = archive
  const { workId } = works.lamp
  const times = { posted_at: NOON, created_at: NOON, updated_at: NOON }
  const row = { work_id: workId, position: 3, title: 'Noon', pseud_id: null, held_at: null, ...times }
  const { id } = await db.insertInto('chapter').values(row).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('chapter_text').values({ chapter_id: id, html: '<p>The rain was over.</p>' }).execute()
  await refreshWorks(db, [workId])
  await put(db, 'later')
  await go(`/works/${workId}`)
  assert.doesNotMatch(await textOf(), /Noon/)

  await network(true)
  await go('/')
  await until(isKept(works.later))
  await until(`caches.match('/works/${workId}/offline/chapters/${id}')`)
  await until("localStorage.getItem('fanfold.untold-places') === '{}'")
  await network(false)
  await go(`/works/${workId}/chapters/${id}`)
  assert.equal(await page.locator('.chapter-text').innerText(), 'The rain was over.')
  await go(chapterOf(works.later, 0))
  assert.equal(await page.locator('.chapter-text').getAttribute('lang'), 'ja')

  await takeFromShelf(db, rui, { workId: works.later.workId, shelf })
  await network(true)
  await go('/')
  await until(`${isKept(works.later)}.then((kept) => !kept)`)
  assert.deepEqual(await listed(), ['Among Us', 'The Lamp'])
})

test('at log-out the work for members and the shelf are forgotten; what everybody may read stays', async () => {
  const { page, go, problems } = reader
  await go('/')
  await page.locator('summary', { hasText: 'Rui' }).click()
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('link', { name: 'Log in' }).waitFor()
  assert.deepEqual(await listed(), ['The Lamp'])
  const left = await page.evaluate<string>(`caches.keys().then((names) => Promise.all(names.map(async (name) => {
    const cache = await caches.open(name)
    const texts = (await cache.keys()).map(async (key) => key.url + (await (await cache.match(key)).text()))
    return (await Promise.all(texts)).join()
  }))).then((all) => all.join())`)
  assert.doesNotMatch(left, /Among Us|For the train/)
  await network(false)
  await go(chapterOf(works.members, 0))
  assert.match(await textOf(), /^Kept on this device\s+There is no network/)
  // Pages that come out of the browser fail no request, but Chromium logs the failed fetch behind them.
  const others = problems.filter((problem) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(problem))
  problems.splice(0, problems.length, ...others)
  await reader.leave()
})
