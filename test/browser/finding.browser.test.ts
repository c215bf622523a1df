// A member finds what to read, from a tag's page to the place in a text: with scripts and without. Then all that finds, by axe.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContextOptions } from 'playwright-core'
import type { Member } from '../../src/people/viewer.ts'
import { changeSettings } from '../../src/site/settings.ts'
import type { Db } from '../../src/store/database.ts'
import { aMember, aTag, aVocabulary, aWork } from '../cast.ts'
import { anArchive, type Archive } from './an-archive.ts'
import { troubleOn } from './trouble-on.ts'
import type { Visitor } from './visitor.ts'

const LONG = 'A name that goes on and on until nobody remembers how it began, and further still, without an end'
/** One word, wider than a phone. */
const WIDE = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const PATIENT_MS = 30_000
/** A folder: pictures of every page that axe looks at are put there. */
const pictures = process.env.PICTURES
let [owner, ...readers]: Member[] = []
let rare: number

const archive = anArchive(async (db) => {
  await changeSettings(db, { worksPerPage: 5 }, 1)
  owner = await aMember(db, 'Ada', 'owner')
  readers = [await aMember(db, 'Rui'), await aMember(db, 'Lee')]
  await fill(db, owner)
}, untilSearchable)

/** Twelve works about Holmes: all fluffy, every third sad, with Watson or Irene, each longer than the one before. */
async function fill(db: Db, by: Member): Promise<void> {
  const holmes = await aTag(db, await aVocabulary(db, 'fandoms', 'fandom'), 'Holmes')
  const people = await aVocabulary(db, 'characters', 'character')
  const [watson, irene] = [await aTag(db, people, 'Watson'), await aTag(db, people, 'Irene')]
  const tags = await aVocabulary(db, 'tags', 'facet')
  const [fluff, angst] = [await aTag(db, tags, 'Fluff'), await aTag(db, tags, 'Angst')]
  const single: number[] = []
  for (const name of ['Tea', 'Fog', 'Trains', 'Violins', 'Bees', WIDE, LONG, '恋愛', 'حب', 'Rare Bird'])
    single.push(await aTag(db, tags, name))
  rare = single.at(-1)!
  const titles = ['羅生門', 'الأجنحة المتكسرة', LONG, 'The Goose', ...Array.from({ length: 8 }, (_, at) => `Case ${at}`)]
  for (const [at, title] of titles.entries()) {
    const own = [single[at % 9]!, ...(at >= 6 && at % 2 === 0 ? [rare] : [])]
    const text = at === 3 ? 'In the goose she found a blue carbuncle, and laughed.' : 'Nothing of note. '.repeat(at + 2)
    await aWork(db, {
      by,
      title,
      language: ['ja', 'ar'][at] ?? 'en',
      tagIds: [holmes, at % 2 === 0 ? watson : irene, fluff, ...(at % 3 === 0 ? [angst] : []), ...own],
      chapters: [{ html: `<p>${text}</p>` }],
      postedAt: Date.now() - (at + 1) * 60_000,
    })
  }
}

/** Texts are taken into the search in the background. */
async function untilSearchable({ address }: Archive): Promise<void> {
  const end = Date.now() + PATIENT_MS
  const isFound = async () => (await (await fetch(`${address}/search?q=carbuncle`)).text()).includes('<mark>')
  while (!(await isFound())) {
    assert.ok(Date.now() < end, 'the words of works were not taken in')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function aReader(member: Member, options: BrowserContextOptions): Promise<Visitor> {
  const visitor = await archive.visitAs(member, options)
  visitor.page.setDefaultTimeout(PATIENT_MS)
  return visitor
}

const totalOf = ({ page }: Visitor) => page.locator('.total').innerText()
const chipsOf = async ({ page }: Visitor) =>
  (await page.locator('.chosen .chips a').allInnerTexts()).map((chip) => chip.replace(/\s*×$/, ''))
const titlesOf = ({ page }: Visitor) => page.locator('.blurb-title > a:first-child').allInnerTexts()

for (const [index, javaScriptEnabled] of [true, false].entries()) {
  const how = javaScriptEnabled ? 'with' : 'without'

  test(`a member narrows a list, sorts it, leafs through it and finds words in texts, ${how} scripts`, async () => {
    const reader = await aReader(readers[index]!, { javaScriptEnabled, viewport: { width: 1280, height: 900 } })
    const { page } = reader
    const panel = page.locator('.panel')
    const show = () => page.getByRole('button', { name: 'Show works' }).click()
    await reader.go('/browse/fandoms/holmes')
    assert.equal(await totalOf(reader), '12 works')

    await panel.getByRole('checkbox', { name: /^Fluff/ }).check()
    await panel.getByRole('checkbox', { name: 'Without Angst' }).check()
    const characters = panel.locator('.group', { hasText: 'Watson' })
    await characters.getByRole('checkbox', { name: /^Watson/ }).check()
    await characters.getByRole('checkbox', { name: /^Irene/ }).check()
    await characters.getByRole('radio', { name: 'any of these' }).check()
    const others = panel.getByLabel('Tags: others, parted by commas')
    await others.fill('rare bird')
    await others.press('Tab')
    await show()
    const chosen = ['Fluff', 'Rare Bird', 'Irene', 'or Watson', 'without Angst']
    assert.deepEqual((await chipsOf(reader)).toSorted(), chosen.toSorted())
    assert.equal(await totalOf(reader), '2 works')
    await page.getByRole('link', { name: 'Take away: without Angst' }).click()
    assert.equal(await totalOf(reader), '3 works')
    await page.goBack()
    await panel.getByRole('checkbox', { name: 'Without Watson' }).check()
    await show()
    await page.waitForURL(/without=characters\/watson/)
    await page.goBack()
    assert.equal(await totalOf(reader), '2 works')
    assert.equal(await panel.getByRole('checkbox', { name: 'Without Watson' }).isChecked(), false, 'ticked afterwards')
    await page.getByRole('link', { name: 'Clear all' }).first().click()
    assert.equal(await totalOf(reader), '12 works')

    await panel.getByLabel('Order').selectOption({ label: 'Longest first' })
    await show()
    assert.deepEqual((await titlesOf(reader)).slice(0, 2), ['Case 7', 'Case 6'])
    await page.getByRole('link', { name: 'Next page' }).click()
    assert.equal((await titlesOf(reader))[0], 'Case 2')

    await reader.go('/search')
    await page.getByRole('searchbox').or(page.getByRole('combobox')).last().fill('"blue carbuncle"')
    await page.getByRole('button', { name: 'Search', exact: true }).last().click()
    assert.deepEqual(await page.locator('.excerpt mark').allInnerTexts(), ['blue carbuncle'])
    await page.locator('.excerpt').getByRole('link', { name: 'Chapter 1' }).click()
    assert.match(await page.locator('.chapter-text').innerText(), /she found a blue carbuncle/)
    await reader.leave()
  })

  test(`a name that leads nowhere is in view with what is wrong of it, ${how} scripts`, async () => {
    const reader = await aReader(readers[index]!, { javaScriptEnabled, viewport: { width: 390, height: 844 } })
    assert.equal(await reader.go('/works?more.tags=Nothing+of+the+kind'), 422)
    const field = reader.page.getByLabel('Tags: others, parted by commas')
    assert.equal(await field.inputValue(), 'Nothing of the kind')
    await reader.page.locator('input[name="more.tags"]:focus').waitFor()
    for (const shown of [field, reader.page.getByText('There is nothing called')]) {
      const { y, height } = (await shown.boundingBox())!
      assert.ok(y >= 0 && y + height <= 844, `${y}`)
    }
    await reader.leave()
  })

  test(`a member keeps a narrowed list and hides a tag, ${how} scripts`, async () => {
    const reader = await aReader(readers[index]!, { javaScriptEnabled, viewport: { width: 1280, height: 900 } })
    const { page } = reader
    await reader.go('/browse/fandoms/holmes?without=tags/angst')
    await page.getByRole('link', { name: 'Save this search' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Not sad')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. New works').waitFor()
    await reader.go('/')
    await page.locator('.home-searches').getByRole('link', { name: 'Not sad' }).click()
    assert.equal(await totalOf(reader), '8 works')

    const wings = page.locator('.blurb', { hasText: 'الأجنحة' })
    await wings.locator('.shelf-control summary').click()
    await wings.getByRole('button', { name: /^Hide/ }).click()
    await page.getByLabel('This work').uncheck()
    await page.getByLabel('Everything with Irene').check()
    await page.getByRole('button', { name: 'Hide these' }).click()
    assert.equal(await totalOf(reader), '4 works')
    assert.match(await page.locator('.hidden-line').innerText(), /4 works are hidden by your filters: 4 tagged Irene\./)
    await page.getByRole('link', { name: 'Show them this time' }).click()
    assert.equal(await totalOf(reader), '8 works')
    assert.match(await wings.locator('.hidden-mark').innerText(), /You hide this: tagged Irene\./)
    await wings.locator('.hidden-mark').getByRole('button').click()
    assert.equal(await totalOf(reader), '8 works')
    assert.equal(await page.locator('.hidden-line').count(), 0)
    await reader.leave()
  })
}

const PAGES = [
  '/browse/fandoms/holmes?with=tags/fluff&any=characters/watson&any=characters/irene&without=tags/angst&words-to=500',
  '/search?q=goose+OR+carbuncle',
  '/search?q=nowhere+AND+%22here',
  '/search/help',
  '/browse',
  '/browse/top',
  '/works/3/similar',
  '/works/3/also-liked',
  '/account/searches',
  '/account/hidden',
  '/moderation/tags',
  '/works/6/hide',
  '/moderation/tags/rare',
  '/moderation/tags/deed?kind=merge&tag=9&into=10',
  '/moderation/vocabularies',
]

test('what finds is accessible to everybody, on a phone and on a desk, light and dark', async () => {
  const visitor = await aReader(owner!, { bypassCSP: true })
  const { page } = visitor
  const found: string[] = []
  for (const path of PAGES.map((path) => path.replace('/rare', `/${rare}`))) {
    await visitor.go(path)
    await page.evaluate("document.querySelectorAll('main details').forEach((each) => (each.open = true))")
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [390, 1280]) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 844 })
        found.push(...(await troubleOn(visitor, `${path} ${colorScheme} ${width}`)))
        const name = `${path.replaceAll(/\W+/g, '-').slice(0, 60)}-${colorScheme}-${width}.png`
        if (pictures) await page.screenshot({ path: `${pictures}/${name}`, fullPage: true })
      }
  }
  assert.deepEqual(found, [])
  await visitor.leave()
})
