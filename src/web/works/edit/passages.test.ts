import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { elements, parseXml, type XmlElement } from '../../../../test/books/strict-xml.ts'
import { unzip } from '../../../../test/books/unzip.ts'
import { aCast, aWork, NOON } from '../../../../test/cast.ts'
import { anApp } from '../../../../test/client.ts'
import { openTestDatabase } from '../../../../test/database.ts'
import { fieldsOf } from '../../../../test/fields-of.ts'
import { changeSettings } from '../../../site/settings.ts'
import { paths } from '../../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const app = await anApp(db)
await changeSettings(db, { submissions: 'open' }, NOON)
after(close)

const ada = await app.as(cast.ada)
const { workId, chapterIds } = await aWork(db, { by: cast.ada })
const place = { work: workId, chapter: chapterIds[0]! }

/** As an author types it: what was quoted, in which language, which way it was said to run, and what becomes of both. */
const PASSAGES = [
  { typed: '<blockquote lang="ar"><p>السلام عليكم.</p></blockquote>', of: 'blockquote', lang: 'ar', dir: 'rtl' },
  { typed: '<blockquote lang="he" dir="ltr"><p>Shalom.</p></blockquote>', of: 'blockquote', lang: 'he', dir: 'ltr' },
  { typed: '<blockquote dir="rtl" onclick="x()"><p>?</p></blockquote>', of: 'blockquote', lang: undefined, dir: 'rtl' },
  { typed: '<div lang="fa"><p>یک شب بارانی.</p></div>', of: 'div', lang: 'fa', dir: 'rtl' },
  { typed: '<p>She said <q lang="yi">גוט מאָרגן</q>.</p>', of: 'q', lang: 'yi', dir: 'rtl' },
  { typed: '<p>He said <em lang="fr">bon soir</em>.</p>', of: 'em', lang: 'fr', dir: 'ltr' },
  { typed: '<ul><li lang="ja">羅生門</li></ul>', of: 'li', lang: 'ja', dir: 'ltr' },
]

test('an author says in which language a quotation is and which way it runs, and the pages keep it', async () => {
  const edit = paths.editChapter(place)
  const text = PASSAGES.map(({ typed }) => typed).join('\n')
  await ada.post(edit, { ...fieldsOf(await ada.get(edit)), text })
  assert.equal((await ada.get(edit)).field('text'), text, 'what was typed is there to be changed')
  for (const path of [paths.chapter(place), paths.wholeWork(place), paths.printWork(place), paths.bookHtml(place)]) {
    const { body } = await app.guest().get(path)
    for (const start of ['<blockquote lang="ar"><p>', '<blockquote lang="he" dir="ltr">', '<blockquote dir="rtl">'])
      assert.ok(body.includes(start), `${start} in ${path}`)
    for (const start of ['<div lang="fa"><p>', '<q lang="yi">', '<em lang="fr">', '<li lang="ja">'])
      assert.ok(body.includes(start), `${start} in ${path}`)
  }
})

test('in an EPUB every such passage says its language and its direction, said by its author or not', async () => {
  const answer = await app.app.request(`http://archive.example${paths.bookEpub(place)}`)
  const files = await unzip(Buffer.from(await answer.arrayBuffer()))
  const page = parseXml(files.get(`EPUB/chapter-${place.chapter}.xhtml`)!.toString())
  const text = elements(page, 'div').find((div) => div.attributes.class === 'text')!
  const said = ({ attributes }: XmlElement) => [attributes.lang, attributes['xml:lang'], attributes.dir]
  for (const { of, lang, dir } of PASSAGES)
    assert.ok(
      elements(text, of).some((one) => said(one).join() === [lang, lang, dir].join()),
      `${of} ${lang} ${dir}: ${elements(text, of).map(said).join(' | ')}`,
    )
})
