import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, inflateRawSync } from 'node:zlib'
import { deflate, deflateAll } from './deflate.ts'
import type { Deflated } from './deflate-now.ts'

const text = (letter: string, size: number) => `${letter}é“`.repeat(size)

function assertHolds({ bytes, crc, size }: Deflated, content: string): void {
  const unpacked = inflateRawSync(bytes)
  assert.equal(unpacked.toString(), content)
  assert.deepEqual([crc, size], [crc32(unpacked), unpacked.length])
}

test('whatever is packed at once, each gets its own back', async () => {
  const single = ['a', 'b', 'c'].map((letter, index) => text(letter, 1 + index * 9000))
  const together = [[text('d', 20_000), '', text('e', 3)], [text('f', 500)], []]
  const [alone, groups] = await Promise.all([
    Promise.all(single.map((content) => deflate(content))),
    Promise.all(together.map((contents) => deflateAll(contents))),
  ])
  for (const [index, content] of single.entries()) assertHolds(alone[index]!, content)
  for (const [index, contents] of together.entries()) {
    assert.equal(groups[index]!.length, contents.length)
    for (const [at, content] of contents.entries()) assertHolds(groups[index]![at]!, content)
  }
})
