// A reader who takes all works of an author along is told how far that is, and without scripts takes them all the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aMember, aWork } from '../cast.ts'
import { anArchive } from './an-archive.ts'
import { troubleOn } from './trouble-on.ts'

const archive = anArchive(async (db) => {
  const ada = await aMember(db, 'Ada', 'owner')
  for (const title of ['The Lamp', '羅生門']) await aWork(db, { by: ada, title, chapters: [{}, {}] })
})

for (const [colorScheme, width] of [
  ['light', 390],
  ['light', 1280],
  ['dark', 390],
  ['dark', 1280],
] as const)
  test(`a bundle says how far it is, ${colorScheme} at ${width}`, async () => {
    const reader = await archive.visit({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true })
    const { page } = reader
    await reader.go('/authors/ada/books')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'ZIP of EPUB' }).click(),
    ])
    await page.getByText('All of it is made and on its way to you.').waitFor()
    assert.deepEqual(await troubleOn(reader, `${colorScheme} ${width}`), [])
    assert.match(download.suggestedFilename(), /\.zip$/)
    await download.delete()
    await reader.leave()
  })

test('a second bundle begins anew, and does not wear the words of the first', async () => {
  const reader = await archive.visit({ bypassCSP: true })
  const { page } = reader
  const take = async (link: string) => {
    const coming = page.waitForEvent('download')
    const told = await page.evaluate<unknown[]>(`(() => {
      [...document.querySelectorAll('a[data-making]')].find((each) => each.textContent === ${JSON.stringify(link)}).click()
      const place = document.querySelector('.making')
      return [place.querySelector('span').textContent, place.querySelector('progress').checkVisibility()]
    })()`)
    await (await coming).delete()
    await page.getByText('All of it is made and on its way to you.').waitFor()
    return told
  }
  await reader.go('/authors/ada/books')
  for (const link of ['ZIP of EPUB', 'ZIP of HTML']) assert.deepEqual(await take(link), ['It is being made …', true])
  await reader.leave()
})

test('without scripts a bundle comes, and nothing is promised', async () => {
  const reader = await archive.visit({ javaScriptEnabled: false })
  await reader.go('/authors/ada/books')
  const [download] = await Promise.all([
    reader.page.waitForEvent('download'),
    reader.page.getByRole('link', { name: 'ZIP of EPUB' }).click(),
  ])
  assert.match(download.suggestedFilename(), /\.zip$/)
  assert.equal(await reader.page.locator('.making').isVisible(), false)
  await reader.leave()
})
