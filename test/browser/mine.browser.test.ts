// A member narrows a list, saves it, hides what they never want to see and has it shown again: with scripts and without.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Member } from '../../src/people/viewer.ts'
import { aMember, aTag, aVocabulary, aWork } from '../cast.ts'
import { anArchive } from './an-archive.ts'
import { troubleOn } from './trouble-on.ts'
import type { Visitor } from './visitor.ts'

const LONG = 'A name that goes on and on until nobody remembers how it began, and further still, without an end'
const readers: Member[] = []
const pictures = process.env.PICTURES

const archive = anArchive(async (db) => {
  const ada = await aMember(db, 'Ada', 'owner')
  for (const name of ['Rui', 'Lee', 'Kim']) readers.push(await aMember(db, name))
  const fandoms = await aVocabulary(db, 'fandoms', 'fandom')
  const [holmes, gore, long] = [
    await aTag(db, fandoms, 'Holmes'),
    await aTag(db, fandoms, '刀剣乱舞'),
    await aTag(db, fandoms, LONG),
  ]
  const works = [
    { title: 'The Lamp', tagIds: [holmes] },
    { title: `${LONG}, and on`, tagIds: [holmes, long] },
    { title: 'الأجنحة المتكسرة', language: 'ar', tagIds: [holmes] },
    { title: '羅生門', language: 'ja', tagIds: [gore, holmes] },
  ]
  for (const work of works) await aWork(db, { by: ada, postedAt: Date.now() - 60_000, ...work })
})

for (const [index, javaScriptEnabled] of [true, false].entries())
  test(`a member saves a narrowed list, hides and shows again, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const reader = await archive.visitAs(readers[index]!, { javaScriptEnabled, viewport: { width: 390, height: 844 } })
    const { page } = reader
    await reader.go('/works?with=fandoms/holmes')
    await page.getByRole('link', { name: 'Save this search' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Holmes, 羅生門')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. New works').waitFor()
    await page.locator('main').getByRole('link', { name: 'Holmes, 羅生門', exact: true }).click()
    assert.match(await page.locator('.total').innerText(), /4 works/)

    const rashomon = page.locator('.blurb', { hasText: '羅生門' })
    await rashomon.locator('.shelf-control summary').click()
    await rashomon.getByRole('button', { name: 'Hide 羅生門' }).click()
    await page.getByRole('heading', { name: 'Hide 羅生門' }).waitFor()
    await page.getByLabel('This work').uncheck()
    await page.getByLabel('Everything with 刀剣乱舞').check()
    await page.getByRole('button', { name: 'Hide these' }).click()
    assert.match(page.url(), /\/works\?with=fandoms\/holmes$/, 'back where it was')
    assert.match(await page.locator('.total').innerText(), /3 works/)
    assert.match(
      await page.locator('.hidden-line').innerText(),
      /1 work is hidden by your filters: 1 tagged 刀剣乱舞\./,
    )

    await page.getByRole('link', { name: 'Show them this time' }).click()
    const mark = page.locator('.blurb', { hasText: '羅生門' }).locator('.hidden-mark')
    assert.match(await mark.innerText(), /You hide this: tagged 刀剣乱舞\./)
    await page.getByRole('link', { name: 'Hide it again' }).click()
    assert.equal(await page.locator('.blurb', { hasText: '羅生門' }).count(), 0)

    await reader.go('/works/4')
    await page.locator('.hidden-mark').getByRole('button', { name: 'Show again: 羅生門' }).click()
    assert.match(page.url(), /\/works\/4$/)
    assert.equal(await page.locator('.hidden-mark').count(), 0)
    await reader.go('/')
    assert.match(await page.locator('.home-searches').innerText(), /Holmes, 羅生門/)
    await reader.leave()
  })

test('the pages of searches and hiding are accessible to everybody, on a phone and on a desk, light and dark', async () => {
  const kim = readers[2]!
  const found: string[] = []
  const filling = await archive.visitAs(kim)
  for (const path of ['/account/searches', '/account/hidden']) {
    await filling.go(path)
    found.push(...(await emptyPage(filling, path)))
  }
  await fill(filling)
  await filling.leave()
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [390, 1280]) {
      const reader = await archive.visitAs(kim, { colorScheme, viewport: { width, height: 844 }, bypassCSP: true })
      for (const path of [
        '/',
        '/works?status=in-progress',
        '/works?hidden=shown',
        '/works/2/hide',
        '/works/2',
        '/account/searches',
        '/account/searches/new?list=/works%3Fwith=fandoms/holmes',
        '/account/searches/1/edit',
        '/account/hidden?find=a',
        '/account/hidden?words=a',
        '/browse/fandoms/holmes',
        '/authors/ada',
      ]) {
        await reader.go(path)
        await reader.page.evaluate(
          "document.querySelectorAll('main .shelf-control').forEach((each) => (each.open = true))",
        )
        found.push(...(await troubleOn(reader, `${path} ${colorScheme} ${width}`)))
        const name = `${path.replaceAll(/\W+/g, '-')}-${colorScheme}-${width}.png`
        if (pictures) await reader.page.screenshot({ path: `${pictures}/${name}`, fullPage: true })
      }
      await reader.leave()
    }
  assert.deepEqual(found, [])
})

async function emptyPage(reader: Visitor, path: string): Promise<string[]> {
  if (pictures)
    await reader.page.screenshot({ path: `${pictures}/empty${path.replaceAll('/', '-')}.png`, fullPage: true })
  return (await reader.page.locator('main').innerText()).includes('undefined') ? [`${path}: says undefined`] : []
}

async function fill(reader: Visitor): Promise<void> {
  const { page } = reader
  for (const [name, query] of [
    [LONG, 'with=fandoms/holmes&words-from=1000&updated-from=30d'],
    ['أجنحة', 'language=ar'],
    ['刀剣', 'any=fandoms/holmes'],
  ] as const) {
    await reader.go(`/account/searches/new?list=${encodeURIComponent(`/works?${query}`)}`)
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByRole('button', { name: 'Save' }).click()
  }
  const query = 'any=fandoms/holmes&without=fandoms/gone'
  await archive.db.updateTable('saved_search').set({ query }).where('name', '=', '刀剣').execute()
  await archive.db.updateTable('saved_search').set({ looked_at: 1 }).execute()
  await reader.go('/works/2/hide')
  await page.getByLabel('Everything with A name that').check()
  await page.getByRole('button', { name: 'Hide these' }).click()
  await reader.go('/works/3/hide')
  await page.getByRole('button', { name: 'Hide these' }).click()
}
