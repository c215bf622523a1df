import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newBlock } from './blocks.ts'
import { type Bagged, TextBag, textIn } from './text-bag.ts'

test('short and long texts come out of the bag as they went in, also when it has to grow', () => {
  const texts = [
    '',
    'short',
    'é'.repeat(199),
    '漢'.repeat(200),
    'x'.repeat(5_000_000),
    '😀'.repeat(7_000_000),
    'end'.repeat(99),
  ]
  for (const round of [1, 2]) {
    const bag = new TextBag(newBlock(100), 7)
    const bagged: Bagged[] = texts.map((text) => bag.put(text))
    const bytes = bag.putBytes(Buffer.from([0, 255, 7]))
    const closed = bag.close()
    bagged.forEach((each, index) => assert.ok(String(textIn(closed, each)) === texts[index], `${round}: ${index}`))
    const taken = textIn(closed, bytes)
    assert.ok(typeof taken !== 'string')
    assert.deepEqual([...taken.bytes()], [0, 255, 7])
  }
})
