import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOSTILE_HTML } from '../../../test/data/hostile-html.ts'
import { sanitizeHtml } from '../../text/sanitize.ts'
import { cleanTree, elementsIn } from './clean-tree.ts'

test('every text that is clean is a tree as it stands, whatever it was before', () => {
  const texts = HOSTILE_HTML.filter(({ html }) => html.length < 30_000)
  const wrong = texts.filter(({ html }) => {
    const clean = sanitizeHtml(html)
    return [...elementsIn(cleanTree(clean))].length !== (clean.match(/<[a-z]/g) ?? []).length
  })
  assert.deepEqual(
    wrong.map(({ name }) => name),
    [],
  )
})
