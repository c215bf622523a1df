// What belongs to reading, as Deque's axe sees it: places, history, chapters, whole works, paper, books, what is kept;
// full and empty, with long titles and in Arabic and Japanese, light and dark, on a phone and on a desk.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContextOptions } from 'playwright-core'
import type { Member } from '../../src/people/viewer.ts'
import { makeShelf } from '../../src/reading/keep-shelf.ts'
import { putOnShelf } from '../../src/reading/put-on-shelf.ts'
import { changeSettings } from '../../src/site/settings.ts'
import { sanitizeHtml } from '../../src/text/sanitize.ts'
import { aMember, aTag, aVocabulary, aWork, NOON } from '../cast.ts'
import { anArchive } from './an-archive.ts'
import { troubleOn } from './trouble-on.ts'
import type { Visitor } from './visitor.ts'

const LONG = 'A title that goes on and on until nobody remembers how it began, and further still, '.repeat(2)
const TEXTS = {
  en: `<p>Said<a href="#n" id="r">[1]</a> she.</p><table><caption>Speech</caption><tr><th>JACK.</th><td>Well.</td></tr></table>
    <p>One line<br>another line<br>the third</p><blockquote lang="ar"><p>نص</p></blockquote><ol><li id="n">Why. <a href="#r">↩</a></li></ol>`,
  ar: '<p>كان الليل طويلا.</p><p>والمطر لا ينقطع.</p>',
  ja: '<p>ある日の<ruby>暮方<rp>（</rp><rt>くれがた</rt><rp>）</rp></ruby>の事である。</p>',
}
let rui: Member
let reading: string[]
let along: string[]

const archive = anArchive(async (db) => {
  await changeSettings(db, { name: 'The Lamplit Shelf' }, 1)
  const ada = await aMember(db, 'Ada', 'owner')
  rui = await aMember(db, 'Rui')
  await aMember(db, 'Bea')
  const tagIds = [await aTag(db, await aVocabulary(db, 'fandoms', 'fandom'), 'Holmes')]
  const shelf = await makeShelf(db, rui, { name: LONG.slice(0, 100), isPublic: true }, 1)
  reading = ['/', '/account/history', '/account/history?words=nothing', '/account/history?words=title']
  for (const [title, language] of [
    [LONG, 'en'],
    ['الأجنحة المتكسرة', 'ar'],
    ['羅生門', 'ja'],
  ] as const) {
    const html = sanitizeHtml(TEXTS[language])
    const notes = '<p>A word before.</p>'
    const chapters = [{ html, title, notes, endNotes: notes }, { html }, { html, title }]
    const { workId, chapterIds } = await aWork(db, { by: ada, title, language, tagIds, notes, chapters })
    await putOnShelf(db, rui, { workId, shelf }, 1)
    const [first, second] = chapterIds as [number, number]
    const place = { chapter_id: second, chapter_position: 2, read_at: NOON, noted_at: NOON + workId }
    await db
      .insertInto('reading_place')
      .values({ account_id: rui.accountId, work_id: workId, ...place })
      .execute()
    const asked = ['', '/whole', `/chapters/${first}`, `/offline/chapters/${first}`]
    if (language === 'en') asked.push(`/chapters/${second}`, `/chapters/${first}/print`, '/print', '/offline/contents')
    reading.push(...asked.map((rest) => `/works/${workId}${rest}`))
  }
  const row = { title: LONG, sort_title: 'a', pseud_id: ada.pseudId, hidden_at: null, created_at: 1, updated_at: 1 }
  const series = await db.insertInto('series').values(row).returning('id').executeTakeFirstOrThrow()
  await db
    .insertInto('series_entry')
    .values({ series_id: series.id, work_id: 1, part_series_id: null, position: 1 })
    .execute()
  along = [`/series/${series.id}/books`, '/authors/ada/books', '/browse/fandoms/holmes/books']
  along.push(`/account/shelves/${shelf}/books`, `/authors/rui/shelves/${shelf}/books`)
  along.push('/search/books?q=title', '/search/books?q=nothing', '/works/1/pdf')
})

const aReader = (options: BrowserContextOptions) => archive.visitAs(rui, { ...options, bypassCSP: true })

async function troubleOnAll(reader: Visitor, paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const status = await reader.go(path)
    if (status !== 200) found.push(`${path}: ${status}`)
    await reader.page.evaluate("document.querySelectorAll('main details').forEach((each) => (each.open = true))")
    found.push(...(await troubleOn(reader, path)))
  }
  return found
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 1280]) {
    const look: BrowserContextOptions = { colorScheme, viewport: { width, height: 844 } }
    test(`pages of reading are accessible to everybody, ${colorScheme}, ${width} pixels wide`, async () => {
      const reader = await aReader(look)
      assert.deepEqual(await troubleOnAll(reader, reading), [])
      await reader.go('/')
      const continued = reader.page.locator('section.continuing').getByRole('link', { name: /^Continue/ })
      assert.equal(await continued.count(), 3, 'the pages were not empty')
      await reader.leave()
    })

    test(`pages of taking along are accessible to everybody, ${colorScheme}, ${width} pixels wide`, async () => {
      const reader = await aReader(look)
      assert.deepEqual(await troubleOnAll(reader, along), [])
      await reader.leave()
    })
  }

test('the field for searching gives way before the archive’s name does', async () => {
  const reader = await aReader({})
  for (const width of [660, 700, 760, 900]) {
    await reader.page.setViewportSize({ width, height: 800 })
    await reader.go('/')
    const cut = await reader.page.evaluate<number>(`(() => {
      const name = document.querySelector('.archive-name')
      return name.scrollWidth - name.clientWidth
    })()`)
    // Browsers round to whole pixels.
    assert.ok(cut <= 1, `${cut} pixels are cut off at ${width}`)
  }
  await reader.leave()
})
