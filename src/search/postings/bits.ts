// Sets of documents as one bit each.

export type Bits = Uint32Array

export function wordsFor(documents: number): number {
  return (documents + 31) >>> 5
}

export function hasBit(bits: Bits, at: number): boolean {
  return ((bits[at >>> 5]! >>> (at & 31)) & 1) === 1
}

export function setBit(bits: Bits, at: number): void {
  bits[at >>> 5]! |= 1 << (at & 31)
}

export function clearBit(bits: Bits, at: number): void {
  bits[at >>> 5]! &= ~(1 << (at & 31))
}

/** How many bits of a word are set. */
function ones(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555)
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333)
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

export function countBits(bits: Bits): number {
  let count = 0
  for (let at = 0; at < bits.length; at++) count += ones(bits[at]!)
  return count
}

/** How many bits are set in both; either may be the shorter. */
export function countCommon(one: Bits, other: Bits): number {
  const length = Math.min(one.length, other.length)
  let count = 0
  for (let at = 0; at < length; at++) {
    const word = one[at]! & other[at]!
    if (word !== 0) count += ones(word)
  }
  return count
}

/** Which are set, upwards; `count` must be how many. */
export function listBits(bits: Bits, count: number): Uint32Array {
  const list = new Uint32Array(count)
  let found = 0
  for (let at = 0; at < bits.length; at++) {
    let word = bits[at]!
    while (word !== 0) {
      const lowest = word & -word
      list[found++] = (at << 5) + 31 - Math.clz32(lowest)
      word ^= lowest
    }
  }
  return list
}

/** The first that is set and every so-manieth after it, upwards. */
export function everyNth(bits: Bits, nth: number): Uint32Array {
  const picked: number[] = []
  let [passed, next] = [0, 0]
  for (let at = 0; at < bits.length; at++) {
    let word = bits[at]!
    const end = passed + ones(word)
    for (; next < end; next += nth) {
      for (; passed < next; passed++) word &= word - 1
      picked.push((at << 5) + 31 - Math.clz32(word & -word))
    }
    passed = end
  }
  return Uint32Array.from(picked)
}

/** Longer, with the same bits. */
export function grownTo(bits: Bits, words: number): Bits {
  const grown = new Uint32Array(words)
  grown.set(bits)
  return grown
}
