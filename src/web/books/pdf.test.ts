import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aWork, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { hasTypst } from '../../export/pdf/load-typst.ts'
import { Typesetter } from '../../export/pdf/typesetter.ts'
import { paths } from '../paths.ts'

const options = { skip: hasTypst() ? false : 'Typst is not installed' }

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const typesetter = new Typesetter([])
const app = await anApp(db, { bookMakers: { typesetter } })
after(async () => {
  typesetter.close()
  await close()
})

test('a work can be taken along as a PDF, as its reader likes it', options, async () => {
  const { workId: work } = await aWork(db, { by: cast.ada, title: 'A Tale' })
  const reader = app.guest()
  const links = (await reader.get(paths.work({ work }))).links()
  assert.ok(links.includes(paths.bookPdf({ work })) && links.includes(paths.pdfChoices({ work })))
  const choices = await reader.get(paths.pdfChoices({ work }))
  assert.match(choices.body, /<form method="get" action="\/works\/\d+\/book\.pdf">/)
  const { status, response, body } = await reader.get(
    paths.bookPdf({ work }, { layout: 'tablet', face: 'atkinson', size: 'huge' }),
  )
  assert.equal(status, 200)
  assert.equal(response.headers.get('content-type'), 'application/pdf')
  assert.match(response.headers.get('content-disposition')!, /^attachment; filename="A Tale - Ada\.pdf"/)
  assert.ok(body.startsWith('%PDF-'))
  const etag = response.headers.get('etag')!
  const ask = (query: Record<string, string>) =>
    reader.send('GET', paths.bookPdf({ work }, query), { headers: { 'if-none-match': etag } })
  assert.equal((await ask({ layout: 'tablet', face: 'atkinson', size: 'huge' })).status, 304)
  assert.equal((await ask({ layout: 'nonsense' })).status, 200)
  assert.equal((await reader.send('HEAD', paths.bookPdf({ work }))).body, '')
})

test('the form begins with the typeface that the reader has chosen for the pages', options, async () => {
  const { workId: work } = await aWork(db, { by: cast.ada })
  const reader = app.guest()
  await reader.post(paths.readingSettings({}), { face: 'opendyslexic', to: '/' })
  const { body } = await reader.get(paths.pdfChoices({ work }))
  assert.match(body, /<option value="opendyslexic"\s+selected>/)
})

test('nobody takes along as a PDF what they may not read', options, async () => {
  const { workId: draft } = await aWork(db, { by: cast.ada, title: 'Secrettitle', postedAt: null })
  const { workId: hidden } = await aWork(db, { by: cast.ada, title: 'Secrettitle', hiddenAt: NOON })
  const { workId: members } = await aWork(db, { by: cast.ada, title: 'Secrettitle', ratingId: cast.ratings.members })
  const { workId: explicit } = await aWork(db, { by: cast.ada, title: 'Secrettitle', ratingId: cast.ratings.explicit })
  const reader = app.guest()
  for (const path of [paths.bookPdf, paths.pdfChoices]) {
    for (const work of [draft, hidden]) assert.equal((await reader.get(path({ work }))).status, 404)
    const closed = await reader.get(path({ work: members }))
    assert.equal(closed.status, 403)
    assert.ok(!closed.body.includes('Secrettitle'))
    const gate = await reader.get(path({ work: explicit }))
    assert.equal(gate.response.headers.get('content-disposition'), null)
    assert.match(gate.body, /<form method="post" action="\/consent"/)
  }
  assert.ok((await (await app.as(cast.ada)).get(paths.bookPdf({ work: draft }))).body.startsWith('%PDF-'))
})

test('a work that cannot be printed says why and leads to the EPUB', options, async () => {
  const { workId: work } = await aWork(db, { by: cast.ada, chapters: [{ html: `<p>${'\u{10fff1}'.repeat(500)}</p>` }] })
  const { status, body, response } = await app.guest().get(paths.bookPdf({ work }))
  assert.equal(status, 422)
  assert.equal(response.headers.get('content-disposition'), null)
  assert.match(body, /no typeface for some of its symbols.*fonts-noto-core/s)
  assert.ok(body.includes(paths.bookEpub({ work })))
})

test('where too many wait, a PDF is promised for later', options, async () => {
  const { workId: work } = await aWork(db, { by: cast.ada })
  const busy = await anApp(db, { bookMakers: { typesetter: new Typesetter([], { atOnce: 0, waiting: 0 }) } })
  const { status, response, body } = await busy.guest().get(paths.bookPdf({ work }))
  assert.equal(status, 503)
  assert.equal(response.headers.get('retry-after'), '60')
  assert.match(body, /Try again in a minute/)
})

test('an archive without the typesetter offers no PDF', async () => {
  const { workId: work } = await aWork(db, { by: cast.ada })
  const without = (await anApp(db)).guest()
  const page = await without.get(paths.work({ work }))
  assert.ok(!page.links().some((link) => link.endsWith('pdf')))
  for (const path of [paths.bookPdf({ work }), paths.pdfChoices({ work }), paths.bookAzw3({ work })])
    assert.equal((await without.get(path)).status, 404)
})
