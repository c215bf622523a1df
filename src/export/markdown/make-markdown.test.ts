import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BookDetails, aBook } from '../../../test/a-book.ts'
import { makeMarkdown } from './make-markdown.ts'

async function fileOf(details: BookDetails): Promise<string> {
  const { book, texts } = aBook(details)
  const pieces = makeMarkdown(book, async function* () {
    yield* texts
  })
  return (await Array.fromAsync(pieces)).join('')
}

test('a file holds all of a work in the order of reading, with what is said around it', async () => {
  const file = await fileOf({
    title: 'Ann *and* Bob',
    summary: '<p>They <em>went</em> in.</p>',
    notes: '<p>Thanks.<p>To all.',
    endNotes: '<p>Goodbye.</p>',
    facts: [
      { label: 'Fandoms', values: ['Sherlock Holmes', 'A_B'], isSpoiler: false },
      { label: 'Warnings', values: ['Death'], isSpoiler: true },
    ],
    chapters: [
      { title: '1. The Door', html: '<p>Out.</p>', notes: '<p>Mind the step.</p>', endNotes: '<p>More soon.</p>' },
      { title: 'The Stairs', html: '<p>Up<a href="#n" id="r">1</a>.</p><p id="n">1 A note. <a href="#r">↩</a></p>' },
    ],
  })
  assert.equal(
    file,
    `# Ann \\*and\\* Bob

by Ada

They *went* in.

- **Fandoms:** Sherlock Holmes, A_B

From The Archive, https://archive.example/works/1

> **Notes**
>
> Thanks.
>
> To all.

## 1\\. The Door

> **Chapter notes**
>
> Mind the step.

Out.

> **Chapter end notes**
>
> More soon.

## The Stairs

Up<a id="c2-t-r"></a>[1](#c2-t-n).

<a id="c2-t-n"></a>1 A note. [↩](#c2-t-r)

> **End notes**
>
> Goodbye.

- **Warnings:** Death

`,
  )
})

test('a work without chapters says so', async () => {
  assert.match(await fileOf({ chapters: [] }), /\n\nThere are no chapters yet\.\n\n$/)
})

test('several works in a file stand one level below its title', async () => {
  const [one, two] = [aBook({ title: 'One' }), aBook({ title: 'Two' })]
  const book = { ...one.book, title: 'Both', parts: [...one.book.parts, ...two.book.parts] }
  const pieces = makeMarkdown(book, async function* () {
    yield* [...one.texts, ...two.texts]
  })
  const file = (await Array.fromAsync(pieces)).join('')
  assert.deepEqual(file.match(/^#.*$/gm), ['# Both', '## One', '### Chapter 1', '## Two', '### Chapter 1'])
})
