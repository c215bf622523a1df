import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { html, trusted } from './html.ts'

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
