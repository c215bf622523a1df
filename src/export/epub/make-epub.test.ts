import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { parseXml, elements, xmlText, type XmlElement } from '../../../test/books/strict-xml.ts'
import { addManyChapters } from '../../../test/books/many-chapters.ts'
import { unzip } from '../../../test/books/unzip.ts'
import { wordsOfHtml } from '../../../test/books/clean-text.ts'
import { aCast, aWork, NOON, type WorkDetails } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { keepUpload } from '../../site/uploads.ts'
import { sanitizeHtml } from '../../text/sanitize.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const { app } = await anApp(db)
after(close)

interface Epub {
  workId: number
  bytes: Buffer
  files: Map<string, Buffer>
  page: (name: string) => XmlElement
}

async function take(workId: number, query = ''): Promise<Epub> {
  const response = await app.request(`http://archive.example/works/${workId}/book.epub${query}`)
  assert.equal(response.status, 200)
  const bytes = Buffer.from(await response.arrayBuffer())
  const files = await unzip(bytes)
  return { workId, bytes, files, page: (name) => parseXml(files.get(`EPUB/${name}`)!.toString()) }
}

async function anEpub(details: WorkDetails): Promise<Epub & { chapterIds: number[] }> {
  const { workId, chapterIds } = await aWork(db, { by: cast.ada, ...details })
  return { ...(await take(workId)), chapterIds }
}

/** The text of a chapter, apart from what is said around it. */
function textOf({ page }: Epub, chapterId: number): XmlElement {
  return elements(page(`chapter-${chapterId}.xhtml`), 'div').find((div) => div.attributes.class === 'text')!
}

const metadata = (epub: Epub, name: string) => elements(epub.page('package.opf'), name).map(xmlText)
const property = (epub: Epub, name: string) =>
  elements(epub.page('package.opf'), 'meta')
    .filter((meta) => meta.attributes.property === name)
    .map(xmlText)

test('a book begins with what it is, and every part of it is in its list', async () => {
  const { bytes, files, page } = await anEpub({ chapters: [{}, {}] })
  assert.equal(bytes.subarray(30, 58).toString(), 'mimetypeapplication/epub+zip')
  assert.equal([...files.keys()][0], 'mimetype')
  const listed = elements(page('package.opf'), 'item').map((item) => `EPUB/${item.attributes.href}`)
  assert.deepEqual(
    [...files.keys()].filter((name) => name.startsWith('EPUB/') && name !== 'EPUB/package.opf').toSorted(),
    listed.toSorted(),
  )
})

test('the same work makes the same bytes, and keeps its identifier whatever becomes of it', async () => {
  const first = await anEpub({ title: 'Before' })
  const again = await take(first.workId)
  assert.ok(first.bytes.equals(again.bytes))
  await db
    .updateTable('work')
    .set({ title: 'After', changed_at: NOON + 5000 })
    .where('id', '=', first.workId)
    .execute()
  const later = await take(first.workId)
  assert.deepEqual(metadata(later, 'dc:identifier'), metadata(first, 'dc:identifier'))
  assert.match(
    metadata(first, 'dc:identifier')[0]!,
    /^urn:uuid:[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
  )
  assert.deepEqual(property(first, 'dcterms:modified'), ['2026-01-15T12:00:00Z'])
  assert.deepEqual(property(later, 'dcterms:modified'), ['2026-01-15T12:00:05Z'])
  assert.deepEqual(metadata(later, 'dc:title'), ['After'])
  assert.notDeepEqual(metadata(await anEpub({}), 'dc:identifier'), metadata(first, 'dc:identifier'))
})

test('it tells what the work page tells', async () => {
  const epub = await anEpub({
    title: 'A Study',
    pseudIds: [cast.ada.pseudId, cast.bea.pseudId],
    language: 'en-GB',
    ratingId: cast.ratings.general,
    tagIds: [cast.fandom.holmes, cast.character.watson],
    summary: '<p>Who did it?</p>',
    notes: '<p>Thanks to all.</p>',
    complete: true,
  })
  const address = `http://archive.example/works/${epub.workId}`
  assert.deepEqual(metadata(epub, 'dc:creator'), ['Ada', 'Bea'])
  assert.deepEqual(metadata(epub, 'dc:language'), ['en-GB'])
  assert.deepEqual(metadata(epub, 'dc:source'), [address])
  assert.deepEqual(metadata(epub, 'dc:description'), ['Who did it?'])
  assert.deepEqual(metadata(epub, 'dc:date'), ['2026-01-15T12:00:00Z'])
  assert.deepEqual(metadata(epub, 'dc:publisher'), ['Fanfold'])
  assert.deepEqual(metadata(epub, 'dc:subject').toSorted(), ['General', 'John Watson', 'Sherlock Holmes'])
  const words = xmlText(epub.page('title.xhtml'))
  for (const said of [
    'A Study',
    'by Ada, Bea',
    'Who did it?',
    'Sherlock Holmes',
    'General',
    'Complete',
    'Notes:',
    'Thanks to all.',
    address,
  ])
    assert.ok(words.includes(said), said)
})

test('a series is told of, in the words of EPUB and in those of Calibre', async () => {
  const [one, two] = [await aWork(db, { by: cast.ada }), await aWork(db, { by: cast.ada })]
  const series = { title: 'The Long Road', sort_title: 'long road', pseud_id: cast.ada.pseudId, hidden_at: null }
  const { id } = await db
    .insertInto('series')
    .values({ ...series, created_at: NOON, updated_at: NOON })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [index, { workId }] of [one, two].entries())
    await db
      .insertInto('series_entry')
      .values({ series_id: id, work_id: workId, part_series_id: null, position: index + 1 })
      .execute()
  const epub = await take(two.workId)
  assert.deepEqual(property(epub, 'belongs-to-collection'), ['The Long Road'])
  assert.deepEqual(property(epub, 'group-position'), ['2'])
  const calibre = elements(epub.page('package.opf'), 'meta').filter((meta) =>
    meta.attributes.name?.startsWith('calibre:'),
  )
  assert.deepEqual(
    calibre.map((meta) => meta.attributes.content),
    ['The Long Road', '2'],
  )
})

test('every word of a chapter is in the book, in order, with its notes around it', async () => {
  const html = sanitizeHtml(
    '<p>One &amp; “two” <em>three</em><br>four&nbsp;five 𝕊 🧶</p><ul><li>a</li><li>b<ol start="4"><li value="9">c</ol></ul>' +
      '<table><caption>T<tr><th>x<td colspan=2>y</table><dl><dt>t<dd>d</dl><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>' +
      '<blockquote><p>q</blockquote><pre>  pre\n formed</pre><p align=center>mid<hr><h2>Head</h2><p lang="fr">mot',
  )
  const epub = await anEpub({
    chapters: [{ title: 'One', html, notes: '<p>Before it.</p>', endNotes: '<p>After it.</p>' }],
  })
  assert.equal(xmlText(textOf(epub, epub.chapterIds[0]!)), wordsOfHtml(html))
  const words = xmlText(epub.page(`chapter-${epub.chapterIds[0]}.xhtml`))
  assert.match(
    words,
    /One[^]*Author's Chapter Notes:[^]*Before it\.[^]*One & “two”[^]*Chapter End Notes:[^]*After it\./,
  )
})

test('footnotes are marked where they stand, so that programs show them in place', async () => {
  const html = sanitizeHtml(
    '<p>Text<a href="#n1" id="r1">[1]</a> and <sup id="r2"><a href="#n2">2</a></sup>, see <a href="#end">below</a>.</p>' +
      '<hr><ol><li id="n1" value="1">Listed. <a href="#r1">↩</a></li></ol><p><a id="n2" href="#r2">2</a> Spoken.</p><p id="end">End.</p>',
  )
  const epub = await anEpub({ chapters: [{ html }] })
  const text = textOf(epub, epub.chapterIds[0]!)
  const links = elements(text, 'a')
  const references = links.filter((a) => a.attributes['epub:type'] === 'noteref')
  assert.deepEqual(references.map(xmlText), ['[1]', '2'])
  const notes = [...elements(text, 'div'), ...elements(text, 'aside')].filter(
    (note) => note.attributes['epub:type'] === 'footnote',
  )
  assert.deepEqual(notes.map(xmlText), ['Listed. ↩', '2 Spoken.'])
  assert.deepEqual(
    notes.map((note) => `#${note.attributes.id}`),
    references.map((a) => a.attributes.href),
  )
  assert.equal(elements(text, 'li')[0]!.attributes.value, '1')
  assert.equal(links.filter((a) => a.attributes.role === 'doc-backlink').length, 2)
  assert.equal(xmlText(text), wordsOfHtml(html))
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('pictures of the archive come along once; what is not there leaves its words, and nothing is fetched', async () => {
  const { address } = (await keepUpload(db, PNG, NOON))!
  const html = sanitizeHtml(
    `<p><img src="${address}" alt="a dot"><img src="${address}" alt="again"><img src="/uploads/${'0'.repeat(64)}.png" alt="a lost map">` +
      '<img src="https://other.example/x.png" alt="elsewhere"><img src="/works/1"></p>',
  )
  const epub = await anEpub({ chapters: [{ html }] })
  const text = textOf(epub, epub.chapterIds[0]!)
  const shown = elements(text, 'img')
  assert.deepEqual(
    shown.map((img) => img.attributes.alt),
    ['a dot', 'again'],
  )
  assert.ok(epub.files.get(`EPUB/${shown[0]!.attributes.src}`)!.equals(PNG))
  assert.equal([...epub.files.keys()].filter((name) => name.includes('pictures/')).length, 1)
  assert.match(xmlText(text), /a lost map\[image: elsewhere\]/)
})

test('links lead to the archive from wherever the book lies, and to nowhere that is not there', async () => {
  const html = sanitizeHtml(
    '<p><a href="/works/7">a</a><a href="chapters/3">b</a><a href="https://x.example/a b|c[d]%zz?ü#x#y">c</a>' +
      '<a href="#nowhere">d</a><a href="http://[broken">e</a><a href="mailto:a@b.example">f</a><a href="mailto:no one">g</a></p>',
  )
  const epub = await anEpub({ chapters: [{ html }] })
  assert.deepEqual(
    elements(textOf(epub, epub.chapterIds[0]!), 'a').map((a) => a.attributes.href),
    [
      'http://archive.example/works/7',
      `http://archive.example/works/${epub.workId}/chapters/chapters/3`,
      'https://x.example/a%20b%7Cc%5Bd%5D%25zz?%C3%BC#x%23y',
      undefined,
      undefined,
      'mailto:a@b.example',
      undefined,
    ],
  )
})

test('it says how it can be read, by whom, and promises no more than it keeps', async () => {
  const modes = (epub: Epub) =>
    ['accessMode', 'accessModeSufficient', 'accessibilityHazard'].map((name) => property(epub, `schema:${name}`).join())
  const features = (epub: Epub) => property(epub, 'schema:accessibilityFeature')
  const ALWAYS = ['tableOfContents', 'readingOrder', 'structuralNavigation', 'displayTransformability']
  const words = await anEpub({})
  assert.deepEqual(modes(words), ['textual', 'textual', 'none'])
  assert.deepEqual(features(words), [...ALWAYS, 'alternativeText'])
  assert.equal(property(words, 'schema:accessibilitySummary').length, 1)
  assert.ok(property(words, 'schema:accessibilitySummary')[0]!.length > 40)
  assert.deepEqual(property(words, 'dcterms:conformsTo'), [])
  const { address } = (await keepUpload(db, PNG, NOON))!
  const described = await anEpub({ chapters: [{ html: sanitizeHtml(`<p><img src="${address}" alt="a dot"></p>`) }] })
  assert.deepEqual(modes(described), ['textual,visual', 'textual', 'unknown'])
  assert.ok(features(described).includes('alternativeText'))
  const bare = await anEpub({ chapters: [{ html: sanitizeHtml(`<p><img src="${address}"></p>`) }] })
  assert.deepEqual(modes(bare), ['textual,visual', 'textual,visual', 'unknown'])
  assert.deepEqual(features(bare), ALWAYS)
  const read = await anEpub({ language: 'ja', chapters: [{ html: '<p><ruby>漢<rt>かん</rt></ruby></p>' }] })
  assert.deepEqual(features(read), [...ALWAYS, 'alternativeText', 'rubyAnnotations'])
})

test('a book in Arabic opens from the right, a standing one in Japanese too', async () => {
  const arabic = await anEpub({ title: 'الأجنحة', language: 'ar' })
  const spine = (epub: Epub) => elements(epub.page('package.opf'), 'spine')[0]!.attributes['page-progression-direction']
  assert.equal(spine(arabic), 'rtl')
  assert.equal(arabic.page('package.opf').attributes.dir, 'rtl')
  assert.equal(arabic.page('title.xhtml').attributes.dir, 'rtl')
  const japanese = await anEpub({ title: '羅生門', language: 'ja' })
  assert.equal(spine(japanese), 'ltr')
  const standing = await take(japanese.workId, '?vertical=1')
  assert.equal(spine(standing), 'rtl')
  assert.match(standing.files.get('EPUB/vertical.css')!.toString(), /writing-mode: vertical-rl/)
  assert.ok(!japanese.files.has('EPUB/vertical.css'))
})

test('thousands of chapters, and one as long as a novel, are a book like any other', async () => {
  const long = `<p>${'A long sentence in a long chapter. '.repeat(20)}</p>`.repeat(900)
  const { workId, chapterIds } = await aWork(db, { by: cast.ada, chapters: [{ html: long }] })
  chapterIds.push(...(await addManyChapters(db, workId, { after: 1, count: 2000 })))
  const epub = await take(workId)
  assert.equal(elements(epub.page('package.opf'), 'itemref').length, chapterIds.length + 3)
  assert.equal(elements(epub.page('nav.xhtml'), 'li').length, chapterIds.length + 4 + 1)
  for (const at of [1, 1000, chapterIds.length - 1])
    assert.equal(xmlText(textOf(epub, chapterIds[at]!)), String(chapterIds[at]))
  assert.equal(xmlText(textOf(epub, chapterIds[0]!)), wordsOfHtml(long))
})
