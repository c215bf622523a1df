import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html, trusted } from './html.ts'

test('what people typed is escaped, what the archive made is not', () => {
  const typed = `<b title="x">'&`
  assert.equal(
    html`<p title="${typed}">${typed}</p>`.text,
    '<p title="&lt;b title=&quot;x&quot;&gt;&#39;&amp;">&lt;b title=&quot;x&quot;&gt;&#39;&amp;</p>',
  )
  assert.equal(html`${html`<i>${'<'}</i>`}${trusted('<hr>')}`.text, '<i>&lt;</i><hr>')
})

test('nothing is shown for what is absent, everything of a list, and zero is a number', () => {
  const absent: string | null = null
  assert.equal(html`[${absent}${undefined}${false}${[1, html`<br>`, '&']}${0}]`.text, '[1<br>&amp;0]')
})
