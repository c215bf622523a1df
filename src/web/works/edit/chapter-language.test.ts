import assert from 'node:assert/strict'
import { after, test } from 'node:test'
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
const ORIGINAL = { title: 'One', html: '<p>The text.</p>' }
const TRANSLATION = { title: 'الأول', html: '<p>النص</p>', notes: '<p>ملاحظة</p>' }
const { workId, chapterIds } = await aWork(db, { by: cast.ada, chapters: [ORIGINAL, TRANSLATION] })
const second = { work: workId, chapter: chapterIds[1]! }
const edit = paths.editChapter(second)

const MARKED = '<div class="chapter-text" lang="ar" dir="rtl"><p>النص</p></div>'

test('a chapter says that it is in another language than its work', async () => {
  const form = await ada.get(edit)
  assert.equal(form.field('chapter_language'), '')
  await ada.post(edit, { ...fieldsOf(form), chapter_language: 'ar' })
  assert.equal((await ada.get(edit)).field('chapter_language'), 'ar')
  const page = await app.guest().get(paths.chapter(second))
  assert.ok(page.body.includes(MARKED))
  assert.match(page.body, /<h2 +lang="ar" dir="rtl">الأول</)
  assert.match(page.body, /<div class="prose" lang="ar" dir="rtl"><p>ملاحظة/)
  for (const path of [paths.wholeWork(second), paths.printWork(second), paths.printChapter(second)])
    assert.ok((await app.guest().get(path)).body.includes(MARKED), path)
  assert.match((await app.guest().get(paths.wholeWork(second))).body, /lang="en" dir="ltr"><p>The text/)
  const book = await app.guest().get(paths.bookHtml(second))
  assert.match(book.body, /<div class="text" lang="ar" xml:lang="ar" dir="rtl">/)
})

test('other changes leave the language, and the work’s can be taken again', async () => {
  await ada.post(edit, { ...fieldsOf(await ada.get(edit)), chapter_title: 'الفصل الأول' })
  assert.equal((await ada.get(edit)).field('chapter_language'), 'ar')
  await ada.post(edit, { ...fieldsOf(await ada.get(edit)), chapter_language: '' })
  assert.ok(!(await app.guest().get(paths.chapter(second))).body.includes(MARKED))
})

test('a language that is none is refused beside its field, and one that is not offered is kept', async () => {
  const refused = await ada.post(edit, { ...fieldsOf(await ada.get(edit)), chapter_language: '"><b', text: 'Kept.' })
  assert.equal(refused.status, 422)
  assert.ok(refused.has('Please choose a language.'))
  assert.equal(refused.field('text'), 'Kept.')
  await ada.post(edit, { ...fieldsOf(await ada.get(edit)), chapter_language: 'gsw-ch' })
  assert.equal((await ada.get(edit)).field('chapter_language'), 'gsw-CH')
})

test('a new chapter may be in another language from the start', async () => {
  const address = paths.newChapter(second)
  const form = fieldsOf(await ada.get(address))
  const page = await ada.post(address, { ...form, text: '<p>本文</p>', chapter_language: 'ja', intent: 'post' })
  assert.ok(page.body.includes('<div class="chapter-text" lang="ja" dir="ltr"><p>本文</p></div>'))
})
