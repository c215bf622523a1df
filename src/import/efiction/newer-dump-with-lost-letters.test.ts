import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '../../../test/database.ts'
import { everything } from '../../../test/everything.ts'
import { tinySite } from '../../../test/tiny-site.ts'
import type { Db } from '../../store/database.ts'
import { importSite } from './import-site.ts'
import { hasLostLettersOf } from './text/lost-letters.ts'

const NOW = Date.UTC(2026, 10, 22)
const SITE = {
  title: 'Жили-были',
  summary: '<p>À bientôt 🦊!</p>',
  storytext: '<p>Что было? Всё.</p>',
  penname: 'Жанна',
}

function siteOf(change: (text: string) => string, storytext = change(SITE.storytext)): string {
  return tinySite({
    settings: [{ sitename: change('Дом сказок') }],
    authors: [{ penname: change(SITE.penname) }],
    categories: [{ category: change('Сказки') }],
    stories: [{ title: change(SITE.title), summary: change(SITE.summary) }],
    chapters: [{ storytext }],
  })
}

const same = (text: string) => text
const asLatin1 = (text: string) => text.replace(/[^\x00-\xff]/gu, '?')

/** Of the settings the archive keeps the row that came last. */
async function archiveOf(db: Db) {
  const { legacy_block, ...rest } = await everything(db)
  return { ...rest, legacy_block: legacy_block!.filter((row) => !row.includes('"table_name":"settings"')) }
}

test('a newer dump that an export has robbed of its letters takes none from the archive', async () => {
  const { db, close } = await openTestDatabase()
  try {
    await importSite(db, { dump: siteOf(same), now: NOW })
    const before = await archiveOf(db)
    const report = await importSite(db, { dump: siteOf(asLatin1), now: NOW + 1 })
    assert.deepEqual(report.verdict.faults, [])
    assert.deepEqual(await archiveOf(db), before)
    const told = report.exceptions.filter(({ message }) => message.includes('question marks in place of letters'))
    assert.deepEqual(told.map(({ table }) => table).toSorted(), ['authors', 'categories', 'chapters', 'stories'])

    await importSite(db, { dump: siteOf(same, '<p>Что было? Ничего.</p>'), now: NOW + 2 })
    const { html } = await db.selectFrom('chapter_text').select('html').executeTakeFirstOrThrow()
    assert.equal(html, '<p>Что было? Ничего.</p>', 'a whole dump brings what changed')
  } finally {
    await close()
  }
})

test('question marks stand for letters one by one, or by four for an emoji', () => {
  for (const [whole, text, expected] of [
    ['déjà vu', 'd?j? vu', true],
    ['déjà vu', 'd?jà vu', true],
    ['a 🦊 b', 'a ? b', true],
    ['a 🦊 b', 'a ???? b', true],
    ['déjà vu', 'déjà vu?', false],
    ['deja vu', 'd?ja vu', false],
    ['déjà vu', 'd?j? vus', false],
    ['déjà vu', 'déjà vu', false],
    ['Really', 'Really?', false],
  ] as const)
    assert.equal(hasLostLettersOf(whole, text), expected, `${whole} → ${text}`)
})
