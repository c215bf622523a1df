import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sanitizeHtml } from '../../text/sanitize.ts'
import { cleanTree, type Node, wordsOf } from '../tree/clean-tree.ts'
import { takeFootnotes } from './footnotes.ts'

function taken(source: string): { text: string; notes: string[]; marks: number } {
  const nodes = cleanTree(sanitizeHtml(source))
  const { notes, byLink } = takeFootnotes(nodes)
  const words = (all: readonly Node[]) =>
    all
      .map((each) => wordsOf([each]))
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim()
  return { text: words(nodes), notes: [...notes.values()].map(words), marks: byLink.size }
}

test('notes in a list at the end come to the foot of the page, and nothing is left of the list', () => {
  const found =
    taken(`<p>One<a href="#n1" id="r1">[1]</a> and two<sup><a href="#n2" id="r2">2</a></sup>.</p><hr><h4>Notes</h4>
    <ol><li id="n1"><p>First. <a href="#r1">↩</a></p><p>More of it.</p></li><li id="n2">Second. <a href="#r2">back</a></li></ol>`)
  assert.deepEqual(found, { text: 'One[1] and two2.', notes: ['First. More of it.', 'Second.'], marks: 2 })
})

test('notes in paragraphs lose their own number and keep what follows them', () => {
  const found = taken(`<p>A<a href="#f1" name="b1">1</a> B<a href="#f2" name="b2">*</a></p>
    <p><a name="f1" href="#b1">1</a>. The first.</p><p>It goes on.</p><p id="f2">* The second.</p>`)
  assert.deepEqual(found.notes, ['The first. It goes on.', 'The second.'])
  assert.equal(found.text, 'A1 B*')
})

test('two marks of one note are one note', () => {
  const found = taken(
    '<p><a href="#n" id="a">1</a> <a href="#n" id="b">1</a></p><p id="n">1. Once. <a href="#a">↑</a></p>',
  )
  assert.deepEqual([found.notes, found.marks], [['Once.'], 2])
})

for (const [name, source] of [
  ['a link to a scene', '<p><a href="#later">Skip to the end</a></p><p id="later">The end.</p>'],
  [
    'a number that leads to another chapter of a list',
    '<p><a href="#two">2</a></p><p id="two">In the morning they left.</p>',
  ],
  ['a link that leads upwards', '<p id="top">Top. 1</p><p><a href="#top">1</a></p>'],
  ['a link to nothing', '<p><a href="#gone">1</a></p>'],
  ['a link to its own paragraph', '<p id="here">1 <a href="#here">1</a></p>'],
] as const) {
  test(`${name} is no note`, () => {
    const words = sanitizeHtml(source).replace(/<[^>]*>/g, ' ')
    const { text, notes, marks } = taken(source)
    assert.deepEqual([text.split(/\s+/), notes, marks], [words.trim().split(/\s+/), [], 0])
  })
}

test('a note inside a note stays a link', () => {
  const found =
    taken(`<p>A<a href="#n1" id="r1">1</a></p><ol><li id="n1">See<a href="#n2" id="r2">2</a> <a href="#r1">↩</a></li>
    <li id="n2">There. <a href="#r2">↩</a></li></ol>`)
  assert.equal(found.marks, 1)
  assert.match(found.text, /There\./)
})
