// `npm run test:books -- path/to/works.jsonl.gz`: every work of a corpus as an EPUB, read back word by word and put
// before EPUBCheck. Without a path it takes the demo's.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { sanitizeBrief, sanitizeHtml } from '../../src/text/sanitize.ts'
import { aCast, aWork } from '../cast.ts'
import { anApp } from '../client.ts'
import { ROOT } from '../list-files.ts'
import { wordsOfHtml } from './clean-text.ts'
import { epubcheck, hasJava } from './epubcheck.ts'
import { elements, parseXml, xmlText } from './strict-xml.ts'
import { unzip } from './unzip.ts'

interface CorpusWork {
  id: string
  title: string
  language: string
  summary: string
  chapters: Array<{ title: string; html: string }>
}

const corpus = process.argv[2] ?? process.env.BENCH_CORPUS ?? join(ROOT, 'src/demo/data/small.jsonl.gz')
const works = gunzipSync(readFileSync(corpus))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as CorpusWork)
const dataDir = mkdtempSync(join(tmpdir(), 'fanfold-books-'))
const db = openDatabase({ url: null, dataDir, durable: false })
await migrate(db)
const cast = await aCast(db)
const { app } = await anApp(db)

try {
  const books = new Map<string, Buffer>()
  let words = 0
  for (const work of works) {
    const { bytes, length } = await takeAndRead(work)
    books.set(work.id, bytes)
    words += length
  }
  console.log(`${books.size} books read back, ${words} letters, all of them where they were`)
  if (!(await hasJava())) console.log('EPUBCheck left out: there is no Java here')
  else {
    const messages = await epubcheck(books)
    for (const message of messages) console.log(message)
    console.log(`EPUBCheck: ${messages.length} messages about ${books.size} books`)
    process.exitCode = messages.length > 0 ? 1 : 0
  }
} finally {
  await db.destroy()
  rmSync(dataDir, { recursive: true })
}

async function takeAndRead(work: CorpusWork): Promise<{ bytes: Buffer; length: number }> {
  const chapters = work.chapters.map(({ title, html }) => ({ title, html: sanitizeHtml(html) }))
  const details = { title: work.title, language: work.language, summary: sanitizeBrief(work.summary ?? ''), chapters }
  const { workId, chapterIds } = await aWork(db, { by: cast.ada, tagIds: [cast.fandom.holmes], ...details })
  const bytes = await take(workId)
  assert.ok((await take(workId)).equals(bytes), `${work.id}: the same twice`)
  const files = await unzip(bytes)
  let length = 0
  for (const [index, { html }] of chapters.entries()) {
    const page = parseXml(files.get(`EPUB/chapter-${chapterIds[index]}.xhtml`)!.toString())
    const text = elements(page, 'div').find((div) => div.attributes.class === 'text')!
    const read = xmlText(text)
    assert.equal(read, wordsOfHtml(html), `${work.id}, chapter ${index + 1}`)
    length += read.length
  }
  return { bytes, length }
}

async function take(workId: number): Promise<Buffer> {
  const response = await app.request(`http://archive.example/works/${workId}/book.epub`)
  assert.equal(response.status, 200)
  return Buffer.from(await response.arrayBuffer())
}
