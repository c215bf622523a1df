import type { Best } from './best.ts'
import type { Bits } from './bits.ts'

/** Words of bits for each block of `NewestBlocks`. */
const WORDS = 1024 / 32

/** From the last document to the first, which is about the order of dates; passes over blocks that are too old. */
export function offerNewest(best: Best, bits: Bits, newest: Float64Array): void {
  for (let block = Math.ceil(bits.length / WORDS) - 1; block >= 0; block--) {
    if (best.isFull && newest[block]! < best.lastKey) continue
    for (let at = Math.min((block + 1) * WORDS, bits.length) - 1; at >= block * WORDS; at--) {
      let word = bits[at]!
      while (word !== 0) {
        const highest = 31 - Math.clz32(word)
        best.offer((at << 5) + highest)
        word &= ~(1 << highest)
      }
    }
  }
}
