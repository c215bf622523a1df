import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BookDetails, aBook } from '../../../test/a-book.ts'
import { makeText } from './make-text.ts'

async function fileOf(details: BookDetails, width: number | null = null): Promise<string> {
  const { book, texts } = aBook(details)
  const all = async function* () {
    yield* texts
  }
  return (await Array.fromAsync(makeText(book, all, { width }))).join('')
}

const WHOLE: BookDetails = {
  title: 'Ann & Bob',
  summary: '<p>They <em>went</em> in.</p>',
  notes: '<p>Thanks.<p>To all.',
  endNotes: '<p>Goodbye.</p>',
  facts: [
    { label: 'Fandoms', values: ['Sherlock Holmes', 'A <B>'], isSpoiler: false },
    { label: 'Warnings', values: ['Death'], isSpoiler: true },
  ],
  chapters: [
    { title: 'The Door', html: '<p>Out.</p>', notes: '<p>Mind the step.</p>', endNotes: '<p>More soon.</p>' },
    {
      title: 'The Stairs',
      html: '<p>Up<a href="#n" id="r">[1]</a>.</p><ol><li id="n">A note. <a href="#r">↩</a></li></ol>',
    },
  ],
}

test('a file holds all of a work in the order of reading, with what is said around it', async () => {
  assert.equal(
    await fileOf(WHOLE),
    `Ann & Bob
=========

by Ada

They went in.

Fandoms: Sherlock Holmes, A <B>

From The Archive, https://archive.example/works/1

Notes

    Thanks.

    To all.


The Door
========

Chapter notes

    Mind the step.

Out.

Chapter end notes

    More soon.


The Stairs
==========

Up[1].

1. A note. ↩

End notes

    Goodbye.

Warnings: Death

`,
  )
})

test('lines are as long as its reader asked for, and no word is lost by that', async () => {
  const long = { ...WHOLE, chapters: [{ html: `<p>${'Some words that go on. '.repeat(30)}</p>` }] }
  const [free, narrow] = [await fileOf(long), await fileOf(long, 40)]
  assert.ok(free.split('\n').some((line) => line.length > 600))
  assert.ok(
    narrow.split('\n').every((line) => line.length <= 40 || !line.includes(' ')),
    narrow,
  )
  assert.deepEqual(narrow.split(/\s+/), free.split(/\s+/))
})

test('a work without chapters says so, and several works in a file are told apart', async () => {
  assert.match(await fileOf({ chapters: [] }), /\n\nThere are no chapters yet\.\n\n$/)
  const [one, two] = [aBook({ title: 'One' }), aBook({ title: 'Two' })]
  const book = { ...one.book, title: 'Both', parts: [...one.book.parts, ...two.book.parts] }
  const texts = async function* () {
    yield* [...one.texts, ...two.texts]
  }
  const file = (await Array.fromAsync(makeText(book, texts, { width: null }))).join('')
  assert.match(file, /^Both\n====\n\nby Ada\n\nOne\n===\n[^]*It was a dark night\.\n\nTwo\n===\n/)
})
