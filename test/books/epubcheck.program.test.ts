import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { epubcheck, hasJava } from './epubcheck.ts'
import { damagedPictures } from './pictures.ts'
import { HAZARDOUS_WORKS, hazardousChapters } from './hazards.ts'
import { aCast, aWork, NOON, type WorkDetails } from '../cast.ts'
import { anApp } from '../client.ts'
import { openTestDatabase } from '../database.ts'
import { readTexts } from '../../src/demo/read-texts.ts'
import { sanitizeHtml } from '../../src/text/sanitize.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const { app } = await anApp(db)
after(close)

async function anEpub(details: Partial<WorkDetails>, query = ''): Promise<Buffer> {
  const { workId } = await aWork(db, { by: cast.ada, tagIds: [cast.fandom.holmes], notes: '<p>Notes.</p>', ...details })
  const response = await app.request(`http://archive.example/works/${workId}/book.epub${query}`)
  assert.equal(response.status, 200)
  return Buffer.from(await response.arrayBuffer())
}

/** Two works in different languages, with notes of the same numbers, bound as one book. */
async function aSeriesAsOne(): Promise<Buffer> {
  const times = { created_at: NOON, updated_at: NOON, hidden_at: null }
  const row = { title: 'A & B <series>', sort_title: 'a', pseud_id: cast.ada.pseudId, ...times }
  const { id: series } = await db.insertInto('series').values(row).returning('id').executeTakeFirstOrThrow()
  for (const [position, language] of ['en', 'ar'].entries()) {
    const { workId } = await aWork(db, { by: cast.ada, title: 'Part', language, chapters: hazardousChapters() })
    await db
      .insertInto('series_entry')
      .values({ series_id: series, work_id: workId, part_series_id: null, position, confirmed: 1 })
      .execute()
  }
  const response = await app.request(`http://archive.example/series/${series}/books/epub`)
  assert.equal(response.status, 200)
  return Buffer.from(await response.arrayBuffer())
}

test('EPUBCheck has nothing to say against books, whatever they are made of', async (t) => {
  if (!(await hasJava())) {
    assert.ok(!process.env.CI, 'EPUBCheck needs a Java, and must not be left out in CI.')
    return t.skip('EPUBCheck needs a Java, and there is none here')
  }
  const books = new Map<string, Buffer>()
  for (const [name, details] of Object.entries(HAZARDOUS_WORKS)) books.set(name, await anEpub(details))
  books.set('hazards', await anEpub({ chapters: hazardousChapters() }))
  const paragraphs = Array.from({ length: 10_000 }, (_, index) => `<p>Paragraph <em>${index}</em>, of one chapter.</p>`)
  books.set('a long chapter', await anEpub({ chapters: [{ html: paragraphs.join('') }] }))
  books.set('pictures', await anEpub({ chapters: [{ html: await damagedPictures(db) }] }))
  for (const text of readTexts().values()) {
    const chapters = text.chapters.map(({ title, html }) => ({ title, html: sanitizeHtml(html) }))
    const details = {
      title: text.title,
      language: text.language,
      summary: text.summary && `<p>${sanitizeHtml(text.summary)}</p>`,
      chapters,
    }
    books.set(text.title, await anEpub(details, text.language === 'ja' ? '?vertical=1' : ''))
  }
  books.set('a series', await aSeriesAsOne())
  assert.deepEqual(await epubcheck(books), [])
})
