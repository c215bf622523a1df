import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { RIGHT_TO_LEFT } from '../../text/direction.ts'

const css = readFileSync(join(import.meta.dirname, 'languages.css'), 'utf8')

test('passages run from the right in the same languages on pages as in books', () => {
  const [, languages] = /([^{}]*)\{\s*direction: rtl;/.exec(css)!
  const named = [...languages!.matchAll(/:lang\(([a-z]+)\)/g)].map(([, language]) => language!)
  assert.deepEqual(named.toSorted(), [...RIGHT_TO_LEFT].toSorted())
})
