import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FACES } from '../pdf-options.ts'
import { notCovered, readCoverage } from './cmap.ts'
import { chooseOwnFaces } from './own-faces.ts'
import { readWoff } from './woff.ts'

const codes = (text: string) => [...new Set([...text].map((sign) => sign.codePointAt(0)!))].toSorted((a, b) => a - b)

test('every face is here whole, and others step in for what it lacks', () => {
  const text = 'Zażółć “naïve” fiancé — Всё Ἐν ἀρχῇ Tiếng Việt שלום مرحبا'
  for (const face of FACES) {
    const chosen = chooseOwnFaces(face, codes(text.replaceAll(' ', '')))
    assert.deepEqual(chosen.missing, [], face)
    assert.ok(chosen.files.every((file) => [0x00010000, 0x4f54544f].includes(file.readUInt32BE(0))))
  }
  const plain = chooseOwnFaces('literata', codes('Plain English'))
  assert.deepEqual([plain.families, plain.files.length], [['Literata 1'], 4])
})

test('what no face has is said', () => {
  assert.deepEqual(chooseOwnFaces('literata', codes('a漢字')).missing, codes('漢字'))
})

test('coverage is told by ranges of either kind', () => {
  const segments = [
    [0x41, 0x43, 65536 - 0x41 + 1],
    [0xffff, 0xffff, 1],
  ]
  const table = Buffer.alloc(12 + 14 + 2 + segments.length * 8)
  table.writeUInt16BE(1, 2)
  table.writeUInt16BE(3, 4)
  table.writeUInt16BE(1, 6)
  table.writeUInt32BE(12, 8)
  table.writeUInt16BE(4, 12)
  table.writeUInt16BE(segments.length * 2, 12 + 6)
  segments.forEach(([first, last, delta], index) => {
    table.writeUInt16BE(last!, 12 + 14 + 2 * index)
    table.writeUInt16BE(first!, 12 + 16 + 2 * segments.length + 2 * index)
    table.writeUInt16BE(delta! & 0xffff, 12 + 16 + 4 * segments.length + 2 * index)
  })
  assert.deepEqual(readCoverage(table), [[0x41, 0x43]])
  assert.deepEqual(notCovered([0x40, 0x41, 0x43, 0x44], readCoverage(table)), [0x40, 0x44])
})

test('a file that is no font is refused', () => {
  assert.throws(() => readWoff(Buffer.from('<html>')), /no WOFF/)
})
