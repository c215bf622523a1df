import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type ABook, aBook } from '../../../test/a-book.ts'
import { hasTypst } from './load-typst.ts'
import { USUAL } from './pdf-options.ts'
import { NoPdf, type Unprintable } from './refusals.ts'
import { Typesetter } from './typesetter.ts'

const options = { skip: hasTypst() ? false : 'Typst is not installed' }
const open = new Set<Typesetter>()
after(() => {
  for (const typesetter of open) typesetter.close()
})

function aTypesetter(limits: ConstructorParameters<typeof Typesetter>[1] = {}): Typesetter {
  const typesetter = new Typesetter([], limits)
  open.add(typesetter)
  return typesetter
}

let askers = 0

function order({ book, texts }: ABook) {
  const pictures = { find: async () => new Map(), read: async () => null }
  return {
    asker: `somebody ${++askers}`,
    book,
    texts: async function* () {
      yield* texts
    },
    pictures,
    options: USUAL,
    remark: '{signs}',
  }
}

const never = new AbortController().signal
const LONG = { chapters: [{ html: `<p>${'Words and words and words. '.repeat(400)}</p>`.repeat(60) }] }
const because = (kind: Unprintable['kind']) => (error: unknown) => error instanceof NoPdf && error.why.kind === kind

test('a PDF is made in a process of its own', options, async () => {
  const pdf = await aTypesetter().typeset(order(aBook()), never)
  assert.equal(pdf.toString('latin1', 0, 5), '%PDF-')
  assert.match(pdf.toString('latin1', pdf.length - 10), /%%EOF/)
})

test('what takes too long, or too much memory, is given up', options, async () => {
  await assert.rejects(aTypesetter({ seconds: 0.3 }).typeset(order(aBook(LONG)), never), because('too_long'))
  // One that the estimate lets through: its text is short, its tables are not.
  const rows = { chapters: [{ html: `<table>${'<tr><td>a</td><td>b</td></tr>'.repeat(4000)}</table>` }] }
  const scarce = aTypesetter({ maxBytes: 300 * 1024 * 1024 })
  await assert.rejects(scarce.typeset(order(aBook(rows)), never), because('too_long'))
})

test('what is too long for the memory there is, is not begun', options, async () => {
  const { book, texts } = aBook({ chapters: Array.from({ length: 2501 }, () => ({})) })
  await assert.rejects(aTypesetter().typeset(order({ book, texts }), never), because('too_long'))
  const small = aTypesetter({ maxBytes: 221 * 1024 * 1024 })
  await assert.rejects(small.typeset(order(aBook(LONG)), never), because('too_long'))
})

test('when enough wait, others are sent away, and whoever leaves makes room', options, async () => {
  const typesetter = aTypesetter({ atOnce: 1, waiting: 1 })
  const leaving = new AbortController()
  const first = typesetter.typeset(order(aBook(LONG)), leaving.signal)
  const second = typesetter.typeset(order(aBook()), never)
  await assert.rejects(typesetter.typeset(order(aBook()), never), because('busy'))
  leaving.abort(new Error('gone'))
  await assert.rejects(first, /gone/)
  assert.equal((await second).toString('latin1', 0, 5), '%PDF-')
})

test('whoever waits too long is sent away', options, async () => {
  const typesetter = aTypesetter({ atOnce: 1, waitSeconds: 0.05 })
  const leaving = new AbortController()
  const first = typesetter.typeset(order(aBook(LONG)), leaving.signal)
  await assert.rejects(typesetter.typeset(order(aBook()), never), because('busy'))
  leaving.abort()
  await assert.rejects(first)
})

test('a text that the database no longer gives ends the work', options, async () => {
  const broken = {
    ...order(aBook()),
    texts: async function* () {
      yield aBook().texts[0]!
      throw new Error('the database is gone')
    },
  }
  await assert.rejects(aTypesetter().typeset(broken, never), /the database is gone/)
})

test('a script without a typeface is named', options, async () => {
  const book = aBook({ chapters: [{ html: `<p>${'\u{10fff1}'.repeat(99)}</p>` }] })
  await assert.rejects(aTypesetter().typeset(order(book), never), because('no_typeface'))
})
