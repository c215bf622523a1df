/** Thrown when a unit runs off the bytes at hand; the scanner then waits for more and starts the unit again. */
export const OUT_OF_BYTES = Symbol('out of bytes')

const NEWLINE = 0x0a
const BACKSLASH = 0x5c
const BACKTICK = 0x60
const ESCAPES = new Map([
  [0x30, 0x00],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x5a, 0x1a],
])
const UNESCAPED = Uint8Array.from({ length: 256 }, (_, byte) => ESCAPES.get(byte) ?? byte)

/** Walks over the bytes of a dump, knowing what a word, a name, a comment and a quoted string are. */
export class ByteCursor {
  readonly bytes: Buffer
  position: number
  /** False where the server that wrote the dump did not escape by backslashes (NO_BACKSLASH_ESCAPES). */
  backslashes: boolean
  /** Bytes that begin a character of two, whose second byte may look like a backslash and is none; null elsewhere. */
  leads: Uint8Array | null
  /** The functions that made values whose meaning only a database knows. */
  readonly computed = new Set<string>()
  /** What stood before the point of the name that was read last: the database of a table. */
  qualifier: string | null = null

  constructor(bytes: Buffer, position: number, backslashes = true, leads: Uint8Array | null = null) {
    this.bytes = bytes
    this.position = position
    this.backslashes = backslashes
    this.leads = leads
  }

  peek(ahead = 0): number {
    const byte = this.bytes[this.position + ahead]
    if (byte === undefined) throw OUT_OF_BYTES
    return byte
  }

  atEnd(): boolean {
    return this.position >= this.bytes.length
  }

  /** Spaces and comments. Conditional comments count as comments: none of them holds rows. */
  skipBlank(): void {
    for (;;) {
      const byte = this.peek()
      if (isSpace(byte)) this.position++
      else if (!this.skipComment(byte)) return
    }
  }

  skipComment(byte: number): boolean {
    if (byte === 0x23) return this.#skipPast(NEWLINE, 1)
    if (byte === 0x2d && this.peek(1) === 0x2d && isSpace(this.peek(2))) return this.#skipPast(NEWLINE, 2)
    if (byte !== 0x2f || this.peek(1) !== 0x2a) return false

    const end = this.bytes.indexOf('*/', this.position + 2, 'latin1')
    if (end < 0) throw OUT_OF_BYTES
    this.position = end + 2
    return true
  }

  #skipPast(byte: number, ahead: number): boolean {
    const end = this.bytes.indexOf(byte, this.position + ahead)
    if (end < 0) throw OUT_OF_BYTES
    this.position = end + 1
    return true
  }

  /** The rest of the line; the cursor stands behind it. */
  line(): string {
    const start = this.position
    this.#skipPast(NEWLINE, 0)
    return this.bytes.toString('latin1', start, this.position - 1)
  }

  /** A bare word in upper case, or '' where none begins. */
  word(): string {
    const start = this.position
    let end = start
    while (isWordByte(this.peek(end - start))) end++
    this.position = end
    return this.bytes.toString('latin1', start, end).toUpperCase()
  }

  /** A table or column name, quoted or not; of `database`.`table` only the last part. */
  name(): string {
    this.qualifier = null
    for (;;) {
      const name = this.#namePart()
      if (this.peek() !== 0x2e) return name
      this.qualifier = name
      this.position++
    }
  }

  #namePart(): string {
    const quote = this.peek()
    if (quote !== BACKTICK && quote !== 0x22) {
      const start = this.position
      while (isWordByte(this.peek()) || this.peek() === 0x2d) this.position++
      return this.bytes.toString('utf8', start, this.position)
    }
    // A damaged file; neither database takes a NUL in a name.
    return this.quoted(false).toString('utf8').replaceAll('\0', '\ufffd')
  }

  /** The content of the quoted string that begins here. Names in backticks know no backslash. */
  quoted(escapes = this.backslashes): Buffer {
    const quote = this.peek()
    const start = this.position + 1
    const end = this.#endOfQuoted(quote, start, escapes)
    this.position = end + 1
    const inner = this.bytes.subarray(start, end)
    if (inner.indexOf(quote) < 0 && (!escapes || inner.indexOf(BACKSLASH) < 0)) return inner
    const { leads } = this
    return leads ? unescapeWide(inner, quote, { escapes, leads }) : unescape(inner, quote, escapes)
  }

  skipQuoted(): void {
    const quote = this.peek()
    this.position = this.#endOfQuoted(quote, this.position + 1, this.backslashes && quote !== BACKTICK) + 1
  }

  #endOfQuoted(quote: number, start: number, escapes: boolean): number {
    if (this.leads && escapes) return this.#endOfWideQuoted(quote, start, this.leads)
    for (let from = start; ;) {
      const at = this.bytes.indexOf(quote, from)
      if (at < 0) throw OUT_OF_BYTES
      if (escapes && isEscaped(this.bytes, start, at)) from = at + 1
      else if (at + 1 >= this.bytes.length) throw OUT_OF_BYTES
      else if (this.bytes[at + 1] === quote) from = at + 2
      else return at
    }
  }

  #endOfWideQuoted(quote: number, start: number, leads: Uint8Array): number {
    const { bytes } = this
    for (let at = start; at + 1 < bytes.length; at++) {
      const byte = bytes[at]!
      if (byte === BACKSLASH || isLead(leads, bytes, at)) at++
      else if (byte === quote && bytes[at + 1] === quote) at++
      else if (byte === quote) return at
    }
    throw OUT_OF_BYTES
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}

function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x5f ||
    byte === 0x24 ||
    byte >= 0x80
  )
}

/** No second byte is a quote, whatever the file says that it is in. */
function isLead(leads: Uint8Array, bytes: Uint8Array, at: number): boolean {
  return leads[bytes[at]!] === 1 && (bytes[at + 1] ?? 0) >= 0x40
}

function isEscaped(bytes: Buffer, start: number, at: number): boolean {
  let before = at - 1
  while (before >= start && bytes[before] === BACKSLASH) before--
  return (at - 1 - before) % 2 === 1
}

function unescape(inner: Buffer, quote: number, escapes: boolean): Buffer {
  const from: Uint8Array = inner
  const end = from.length
  const out = Buffer.allocUnsafe(end)
  const to: Uint8Array = out
  const mark = escapes ? BACKSLASH : -1
  let length = 0
  for (let at = 0; at < end; at++) {
    let byte = from[at]!
    if (byte === mark) {
      const next = from[++at]!
      // MySQL keeps the backslash before the wildcards of LIKE.
      if (isWildcard(next)) to[length++] = BACKSLASH
      byte = UNESCAPED[next]!
    } else if (byte === quote) at++
    to[length++] = byte
  }
  return out.subarray(0, length)
}

/** The same where some characters have two bytes: a question more for each byte, which takes a quarter longer. */
function unescapeWide(
  inner: Buffer,
  quote: number,
  { escapes, leads }: { escapes: boolean; leads: Uint8Array },
): Buffer {
  const bytes: number[] = []
  for (let at = 0; at < inner.length; at++) {
    const byte = inner[at]!
    if (isLead(leads, inner, at)) bytes.push(byte, inner[++at]!)
    else if (escapes && byte === BACKSLASH) {
      const next = inner[++at]!
      if (isWildcard(next)) bytes.push(BACKSLASH)
      bytes.push(UNESCAPED[next]!)
    } else {
      bytes.push(byte)
      if (byte === quote) at++
    }
  }
  return Buffer.from(bytes)
}

function isWildcard(byte: number): boolean {
  return byte === 0x25 || byte === 0x5f
}
