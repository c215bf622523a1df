import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { bunzip2 } from './bunzip2.ts'
import { CutOff, Damaged } from './packed-trouble.ts'

function pack(content: Buffer, level = 9): Buffer | null {
  const { stdout, status } = spawnSync('bzip2', [`-${level}`, '-c'], { input: content, maxBuffer: 1 << 26 })
  return status === 0 ? stdout : null
}

async function unpacked(packed: Buffer, chunkBytes = 10_000): Promise<Buffer> {
  async function* chunks() {
    for (let at = 0; at < packed.length; at += chunkBytes) yield packed.subarray(at, at + chunkBytes)
  }
  return Buffer.concat(await Array.fromAsync(bunzip2(chunks())))
}

/** The same at every run: noise, prose, and runs of every length around the ones that the format counts. */
function content(): Buffer {
  const noise = Buffer.from(Array.from({ length: 120_000 }, (_, index) => Math.imul(index, 2654435761) >>> 13))
  const prose = Buffer.from('It was a dark and stormy night; the rain fell in torrents. '.repeat(3000))
  const runs = Array.from({ length: 300 }, (_, length) => Buffer.alloc(length, length % 7))
  return Buffer.concat([noise, prose, ...runs, Buffer.alloc(700_000), noise])
}

const whole = content()
const isHere = pack(Buffer.from('x')) !== null

describe('what the program bzip2 packs', { skip: isHere ? false : 'no bzip2 here' }, () => {
  for (const level of [1, 9]) {
    test(`is unpacked, in blocks of ${level}00,000 bytes`, async () => {
      assert.ok((await unpacked(pack(whole, level)!)).equals(whole))
    })
  }

  test('is unpacked from pieces of any size, and from several streams one behind the other', async () => {
    const two = Buffer.concat([pack(whole, 1)!, pack(Buffer.from('the end'))!, Buffer.alloc(20)])
    for (const size of [997, two.length]) {
      assert.ok((await unpacked(two, size)).equals(Buffer.concat([whole, Buffer.from('the end')])))
    }
    assert.equal((await unpacked(pack(Buffer.alloc(0))!)).length, 0)
  })

  test('is known to be cut short or damaged, wherever that happened', async () => {
    const packed = pack(whole, 1)!
    for (const at of [6, 30, 5000, packed.length - 1]) {
      await assert.rejects(unpacked(packed.subarray(0, at)), (error) => error instanceof CutOff, `cut at ${at}`)
    }
    for (let at = 4; at < packed.length - 10; at += 4001) {
      const bent = Buffer.from(packed)
      bent[at]! ^= 0x10
      await assert.rejects(
        unpacked(bent),
        (error) => error instanceof Damaged || error instanceof CutOff,
        `bent at ${at}`,
      )
    }
  })
})
