// Works that break books made in a hurry, taken along in every format there is.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { wordsOfBook } from '../../../test/books/open-book.ts'
import { LONG_CHAPTER } from '../../../test/books/long-chapter.ts'
import { addManyChapters } from '../../../test/books/many-chapters.ts'
import { DAMAGES, damagedPictures } from '../../../test/books/pictures.ts'
import { unzip } from '../../../test/books/unzip.ts'
import { aCast, aMember, aWork, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { hasPoppler } from '../../../test/pdf-text.ts'
import { hasTypst } from '../../export/pdf/load-typst.ts'
import { Typesetter } from '../../export/pdf/typesetter.ts'
import type { Member } from '../../people/viewer.ts'
import { changeSettings } from '../../site/settings.ts'
import { paths } from '../paths.ts'
import { FORMATS } from './formats.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
/** Its processes stand behind everything else on the machine, as other tests. */
const PATIENT = { seconds: 110 }
const typesetter = hasTypst() && hasPoppler ? new Typesetter([], PATIENT) : null
const archive = await anApp(db, { bookMakers: { typesetter } })
await changeSettings(db, { submissions: 'open' }, NOON)
after(async () => {
  typesetter?.close()
  await close()
})

const ENDINGS = FORMATS.map(({ ending }) => ending)

async function take(path: string): Promise<Buffer> {
  const response = await archive.app.request(`http://archive.example${path}`)
  assert.equal(response.status, 200, path)
  return Buffer.from(await response.arrayBuffer())
}

/** The work in every format, alone and with its author's others, by what it was taken as. */
async function everyBook(work: number, author: Member): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const one = { slug: author.slug }
  const endings = [...ENDINGS, ...(typesetter ? ['pdf'] : [])]
  for (const ending of endings)
    found.set(ending, await wordsOfBook(ending, await take(`/works/${work}/book.${ending}`)))
  for (const ending of endings.filter((each) => /epub|html|pdf/.test(each)))
    found.set(`${ending} of all`, await wordsOfBook(ending, await take(paths.authorBundle({ ...one, format: ending }))))
  for (const ending of ENDINGS) {
    const zip = await unzip(await take(paths.authorBundle({ ...one, format: 'zip' }, { of: ending })))
    assert.equal(zip.size, 1)
    const [[name, bytes]] = [...zip] as [[string, Buffer]]
    assert.ok(name.endsWith(`.${ending}`) && Buffer.byteLength(name) < 255, name)
    found.set(`${ending} in a ZIP`, await wordsOfBook(ending, bytes))
  }
  return found
}

function inOrder(books: ReadonlyMap<string, string>, ...words: string[]): void {
  for (const [kind, read] of books) {
    let at = 0
    for (const each of words) {
      at = read.indexOf(each, at)
      assert.notEqual(at, -1, `${each} in ${kind}`)
    }
  }
}

/** As its author posts it. */
async function posted(author: Member, title: string, text: string): Promise<number> {
  const visitor = await archive.as(author)
  const rating = await db.selectFrom('vocabulary').where('slug', '=', 'ratings').select('id').executeTakeFirstOrThrow()
  const page = await visitor.post(paths.newWork({}), {
    token: `token ${title.length} ${text.length}`,
    title,
    language: 'en',
    pseuds: author.pseudId,
    [`tags-${rating.id}`]: cast.ratings.general,
    text,
    format: 'html',
    intent: 'post',
  })
  assert.equal(page.status, 200, page.text().slice(0, 500))
  return Number(/^\/works\/(\d+)/.exec(page.path)![1])
}

test('a work without chapters is a book that says so, and is nothing to take along with others', async () => {
  const author = await aMember(db, 'Cas')
  const { workId } = await aWork(db, { by: author, title: 'Nothing Yet', summary: '', chapters: [] })
  for (const ending of [...ENDINGS, ...(typesetter ? ['pdf'] : [])]) {
    const words = await wordsOfBook(ending, await take(`/works/${workId}/book.${ending}`))
    assert.match(words.replace(/\s+/g, ' '), /Nothing Yet.*This work has no chapters yet\./, ending)
  }
  for (const format of ['epub', 'html', 'zip', 'pdf'])
    assert.equal((await archive.guest().get(paths.authorBundle({ slug: author.slug, format }))).status, 404)
})

test('a chapter without a word is a book', async () => {
  const author = await aMember(db, 'Dot')
  const { workId } = await aWork(db, {
    by: author,
    title: '',
    summary: '',
    chapters: [{ html: '' }, { html: '<p> </p>' }],
  })
  inOrder(await everyBook(workId, author), 'Chapter 1', 'Chapter 2')
})

test('a title of 255 emoji is the title of a book', async () => {
  const author = await aMember(db, 'Emo')
  const title = '🧶'.repeat(255)
  const work = await posted(author, title, '<p>Knitted.</p>')
  const books = await everyBook(work, author)
  for (const kind of ['epub', 'html', 'md', 'txt']) assert.ok(books.get(kind)!.includes(title), kind)
  inOrder(books, 'Knitted.')
})

// In print it takes seconds of a processor: src/export/pdf/typeset.test.ts shows it.
test('a chapter of 600 KB is whole in every book', async () => {
  const author = await aMember(db, 'Fay')
  assert.ok(LONG_CHAPTER.length > 600_000)
  const work = await posted(author, 'Long', LONG_CHAPTER)
  const books = new Map<string, string>()
  for (const ending of ENDINGS)
    books.set(ending, await wordsOfBook(ending, await take(`/works/${work}/book.${ending}`)))
  inOrder(books, 'Firstword.', 'Lastword.')
  for (const [ending, words] of books) assert.equal(words.split('A sentence in the middle').length, 12_001, ending)
})

test('a work whose pictures are damaged or gone is a book, with their words in their places', async () => {
  const author = await aMember(db, 'Gus')
  const chapters = [{ html: await damagedPictures(db) }]
  const { workId } = await aWork(db, { by: author, title: 'Pictures', chapters })
  const books = await everyBook(workId, author)
  const places = Object.keys(DAMAGES).flatMap((damage) => [`Before ${damage}.`, `picture, ${damage}`])
  inOrder(books, 'Before sound.', ...places, 'Behind them.')
  const files = [...(await unzip(await take(`/works/${workId}/book.epub`))).keys()]
  assert.equal(files.filter((name) => name.includes('/pictures/')).length, 1)
  const html = (await take(`/works/${workId}/book.html`)).toString()
  assert.deepEqual(
    html.match(/<img [^>]*>/g)!.map((img) => /alt="(.*?)"/.exec(img)![1]),
    ['picture, sound'],
  )
})

test('a work of ten thousand chapters is a book with all of them; printed it would be too long', async () => {
  const author = await aMember(db, 'Hal')
  const { workId } = await aWork(db, { by: author, title: 'Endless', chapters: [{ html: '<p>Firstword.</p>' }] })
  const ids = await addManyChapters(db, workId, { after: 1, count: 9999 })
  for (const ending of ENDINGS) {
    const words = await wordsOfBook(ending, await take(`/works/${workId}/book.${ending}`))
    const read = words.slice(words.indexOf('Firstword.')).match(/^\s*\d+\s*$/gm)!
    assert.deepEqual(read.map(Number), ids, ending)
  }
  if (!typesetter) return
  const { status, body } = await archive.guest().get(paths.bookPdf({ work: workId }))
  assert.equal(status, 422)
  assert.ok(body.includes(paths.bookEpub({ work: workId })))
})
