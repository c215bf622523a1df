const BYTES = new Map<string, number>()
const decoder = new TextDecoder('windows-1252')
for (let byte = 0x80; byte <= 0xff; byte++) BYTES.set(decoder.decode(Uint8Array.of(byte)), byte)

/** What a browser sends from a Latin-1 page: a letter that the page cannot hold goes as `&#8364;`. */
export function windows1252Bytes(text: string): Buffer {
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    const byte = code < 0x80 ? code : BYTES.get(letter)
    if (byte !== undefined) bytes.push(byte)
    else bytes.push(...Buffer.from(`&#${code};`))
  }
  return Buffer.from(bytes)
}
