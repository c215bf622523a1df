import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BookDetails, aBook } from '../../../test/a-book.ts'
import { wordsOfBook } from '../../../test/books/open-book.ts'
import type { BookPictures } from '../pictures.ts'
import { makeHtml } from './make-html.ts'

const DOT = Buffer.from('a dot')
const FACTS = { sha256: '', mime: 'image/png' as const, width: 1, height: 1 }

/** One picture of five bytes, one that has vanished since it was looked for, and one too large for any file. */
const PICTURES: BookPictures = {
  find: async (paths) => {
    const sizes = Object.entries({ '/uploads/a.png': 5, '/uploads/gone.png': 5, '/uploads/huge.png': 90_000_000 })
    const there = sizes.filter(([path]) => paths.includes(path))
    return new Map(there.map(([path, byteCount]) => [path, { ...FACTS, byteCount }]))
  },
  read: async (path) => (path === '/uploads/a.png' ? new Uint8Array(DOT) : null),
}

async function fileOf(details: BookDetails): Promise<string> {
  const { book, texts } = aBook(details)
  const pieces = makeHtml(
    book,
    async function* () {
      yield* texts
    },
    PICTURES,
  )
  return (await Array.fromAsync(pieces)).join('')
}

const WHOLE: BookDetails = {
  title: 'Ann & Bob',
  language: 'en-GB',
  summary: '<p>They <em>went</em> in.</p>',
  notes: '<p>Thanks.</p>',
  endNotes: '<p>Goodbye.</p>',
  facts: [
    { label: 'Fandoms', values: ['Sherlock Holmes', 'A & B'], isSpoiler: false },
    { label: 'Warnings', values: ['Death'], isSpoiler: true },
  ],
  chapters: [
    { title: 'The Door', html: '<p>Out.</p>', notes: '<p>Mind the step.</p>', endNotes: '<p>More soon.</p>' },
    { title: 'The Stairs', html: '<p>Up<a href="#n" id="r">1</a>.</p><p id="n">1 A note. <a href="#r">↩</a></p>' },
  ],
}

test('a file holds all of a work in the order of reading, with what is said around it', async () => {
  const words = (await wordsOfBook('html', Buffer.from(await fileOf(WHOLE)))).replace(/\s+/g, ' ')
  const order = `Ann & Bob|by Ada|They went in.|Fandoms|Sherlock Holmes, A & B|From The Archive
Contents|The Door|The Stairs|Notes|Thanks.
The Door|Chapter notes|Mind the step.|Out.|Chapter end notes|More soon.
The Stairs|Up1.|1 A note. ↩|End notes|Goodbye.|Warnings|Death`
  let at = 0
  for (const each of order.split(/[|\n]/)) {
    at = words.indexOf(each, at)
    assert.notEqual(at, -1, `${each} in ${words}`)
    at += each.length
  }
  assert.equal(words.split('Death').length, 2)
})

test('the contents lead to the chapters, and notes to their places and back', async () => {
  const file = await fileOf(WHOLE)
  const listed = [.../<nav[^]*<\/nav>/.exec(file)![0].matchAll(/<a href="#([^"]+)"[^>]*>([^<]+)/g)]
  const headings = listed.map(([, id, title]) => [title, new RegExp(`id="${id}">\\s*<h2[^>]*>([^<]+)`).exec(file)?.[1]])
  assert.deepEqual(headings, [
    ['The Door', 'The Door'],
    ['The Stairs', 'The Stairs'],
  ])
  for (const [, id] of file.matchAll(/href="#([^"]+)"/g)) assert.equal(file.split(` id="${id}"`).length, 2, id!)
  assert.ok(!(await fileOf({ chapters: [{}] })).includes('<nav'))
})

test('a picture stands in the file once; what is too large or has vanished is a link, and what is not there its words', async () => {
  const shown = (path: string, alt: string) => `<p><img src="${path}" alt="${alt}"></p>`
  const html = [
    shown('/uploads/a.png', 'a dot'),
    shown('/uploads/huge.png', 'a wall'),
    shown('/uploads/gone.png', 'a ghost'),
    shown('/uploads/none.png', 'a lost map'),
    shown('https://elsewhere.example/x.png', 'afar'),
  ].join('')
  const file = await fileOf({ chapters: [{ html }, { html: shown('/uploads/a.png', '') }] })
  assert.deepEqual(file.match(/src="[^"]*"/g), [`src="data:image/png;base64,${DOT.toString('base64')}"`])
  const link = (name: string) => new RegExp(`<a href="https://archive\\.example/uploads/${name}\\.png">([^<]*)</a>`)
  assert.deepEqual(
    ['huge', 'gone', 'a'].map((name) => link(name).exec(file)?.[1]),
    ['a wall', 'a ghost', '🖼'],
  )
  assert.match(file, /<p>a lost map<\/p>/)
  assert.match(file, /<a href="https:\/\/elsewhere\.example\/x\.png"[^>]*>\[image: afar\]<\/a>/)
})

test('nothing in it runs or comes from elsewhere, and a policy holds it to that', async () => {
  const code = '"><script>alert(1)</script>'
  const named = { title: code, byline: code, publisher: code, creators: [{ name: code, source: null }] }
  const file = await fileOf({
    ...named,
    facts: [{ label: code, values: [code], isSpoiler: false }],
    chapters: [{ title: code }],
  })
  await wordsOfBook('html', Buffer.from(file))
  assert.ok(file.startsWith('<!doctype html>\n<html lang="en"'))
  assert.match(
    file,
    /<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:">/,
  )
  assert.ok(file.indexOf('Content-Security-Policy') < file.indexOf('<style>'))
  assert.doesNotMatch(
    file,
    /<(?:script|iframe|object|embed|base|form)|<link rel="(?!canonical")|@import|url\(|\son\w+=/,
  )
})

test('several works in a file are told apart', async () => {
  const [one, two] = [aBook({ title: 'One' }), aBook({ title: 'Two', language: 'ar' })]
  const part = { ...two.book.parts[0]!, chapters: two.book.parts[0]!.chapters.map((each) => ({ ...each, id: 7 })) }
  const book = { ...one.book, title: 'Both', parts: [...one.book.parts, part] }
  const pieces = makeHtml(
    book,
    async function* () {
      yield* [one.texts[0]!, { ...two.texts[0]!, chapterId: 7 }]
    },
    PICTURES,
  )
  const file = (await Array.fromAsync(pieces)).join('')
  const words = (await wordsOfBook('html', Buffer.from(file))).replace(/\s+/g, ' ')
  assert.match(words, /Both.*One.*It was a dark night\..*Two.*It was a dark night\./)
  assert.equal(file.split('<article>').length, 3)
  assert.match(file, /<h1 lang="ar"[^>]* dir="rtl">Two/)
})
