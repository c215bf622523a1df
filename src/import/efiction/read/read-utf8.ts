import { isAscii, isUtf8 } from 'node:buffer'

export interface Read {
  text: string
  kind: 'ascii' | 'utf8' | 'charset' | 'mixed'
  /** Bytes that stand as U+FFFD already. */
  lost: number
}

/** Null where it is something else. Of a text that was cut off within its last character, the rest. */
export function readUtf8(bytes: Buffer): Read | null {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), kind: 'utf8', lost: 0 }
  const cut = cutCharacterAtEnd(bytes)
  const whole = bytes.subarray(0, bytes.length - cut)
  if (cut === 0 || !isUtf8(whole) || isAscii(whole)) return null
  return { text: `${whole.toString('utf8')}\ufffd`, kind: 'utf8', lost: cut }
}

/** How many bytes at the end begin a character that has no end. */
function cutCharacterAtEnd(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte >= 0xc2 && byte <= 0xf4) return back < (byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4) ? back : 0
    if (byte < 0x80 || byte >= 0xc0) return 0
  }
  return 0
}
