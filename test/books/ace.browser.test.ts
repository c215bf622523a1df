import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sanitizeHtml } from '../../src/text/sanitize.ts'
import { launchBrowser } from '../browser/find-browser.ts'
import { aCast, aWork, type WorkDetails } from '../cast.ts'
import { anApp } from '../client.ts'
import { openTestDatabase } from '../database.ts'
import { askAce } from './ace.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const { app } = await anApp(db)
const browser = await launchBrowser()
after(async () => {
  if (!('trouble' in browser)) await browser.close()
  await close()
})

const TEXT = sanitizeHtml(
  '<h2>A heading</h2><p>Words<a href="#n1" id="r1">[1]</a>, <em lang="fr">mots</em>, more<a href="#n2" id="r2">2</a>.</p>' +
    '<h5>A deep one</h5><blockquote><p>Quoted.</blockquote><table><tr><th>Who<th>Says<tr><td>Ann<td>Yes.</table>' +
    '<dl><dt>Term<dd>Meaning</dl><hr><ol><li id="n1">Listed. <a href="#r1">back</a></ol><p id="n2"><a href="#r2">2</a> Spoken.</p>' +
    '<p><a href="https://elsewhere.example/">A link</a> <ruby>漢<rt>kan</ruby></p>',
)

const WORKS: ReadonlyArray<[query: string, details: WorkDetails]> = [
  [
    '',
    {
      title: 'A Book',
      notes: '<p>Notes.</p>',
      chapters: [{ html: TEXT, notes: '<p>Said.</p>', endNotes: '<p>Said.</p>' }, {}],
    },
  ],
  ['', { title: 'شجرة الدر', language: 'ar', chapters: [{ title: 'الأول', html: '<p>سلام</p>' }] }],
  [
    '?vertical=1',
    {
      title: '羅生門',
      language: 'ja',
      chapters: [{ html: '<p>ある日の<ruby>暮方<rt>くれがた</rt></ruby>の事である。</p>' }],
    },
  ],
]

test('Ace finds nothing against books', async () => {
  assert.ok(!('trouble' in browser), 'trouble' in browser ? browser.trouble : '')
  for (const [query, details] of WORKS) {
    const { workId } = await aWork(db, { by: cast.ada, tagIds: [cast.fandom.holmes], ...details })
    const response = await app.request(`http://archive.example/works/${workId}/book.epub${query}`)
    assert.deepEqual(await askAce(browser, details.title!, Buffer.from(await response.arrayBuffer())), [])
  }
})
