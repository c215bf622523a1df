import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { flat, html, trusted } from './html.ts'

test('what people typed is escaped, what the archive made is not', () => {
  const typed = `<b title="x">'&`
  assert.equal(
    html`<p title="${typed}">${typed}</p>`.text,
    `<p title="&lt;b title=&quot;x&quot;&gt;'&amp;">&lt;b title=&quot;x&quot;&gt;'&amp;</p>`,
  )
  assert.equal(html`${html`<i>${'<'}</i>`}${trusted('<hr>')}`.text, '<i>&lt;</i><hr>')
})

test('nothing is shown for what is absent, everything of a list, and zero is a number', () => {
  const absent: string | null = null
  assert.equal(html`[${absent}${undefined}${false}${[1, html`<br>`, '&']}${0}]`.text, '[1<br>&amp;0]')
})

test('every attribute that takes a value stands in double quotes', () => {
  const room = join(import.meta.dirname, '..')
  const pages = globSync('**/*.ts', { cwd: room }).filter((file) => !file.endsWith('.test.ts'))
  assert.ok(pages.length > 50)
  for (const file of pages) {
    const loose = readFileSync(join(room, file), 'utf8').match(/<[a-z][^<>]*\s[a-z-]+=('|)\$\{/g) ?? []
    assert.deepEqual(loose, [], file)
  }
})

test('what is kept is one text in memory, and not the tree that it was put together as', () => {
  setFlagsFromString('--expose-gc')
  const clearUp = runInNewContext('gc') as () => void
  const row = (number: number) => html`<li><a href="/tag/${number}" dir="auto">${`tag ${number}`}</a></li>`
  const list = (number: number) => html`<ul>${Array.from({ length: 20 }, (_, index) => row(number + index))}</ul>`
  const keep = (number: number) => ({ head: flat(row(number)), body: flat(list(number)) })
  clearUp()
  const before = process.memoryUsage().heapUsed
  const kept: ReturnType<typeof keep>[] = []
  // So many that all of it is optimised on the way.
  for (let number = 0; number < 20_000; number += 1) kept.push(keep(number))
  clearUp()
  const signs = kept.reduce((sum, { head, body }) => sum + head.text.length + body.text.length, 0)
  const used = process.memoryUsage().heapUsed - before
  assert.ok(used < signs * 1.5, `${used} bytes for ${signs} signs`)
})
