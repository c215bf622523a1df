// Dumps that went through PowerShell or an editor for Windows.

const KINDS: readonly [RegExp, string][] = [
  [/^(?:\xff\xfe|[\x09-\x7e]\0[\x09-\x7e]\0)/, 'utf-16le'],
  [/^(?:\xfe\xff|\0[\x09-\x7e]\0[\x09-\x7e])/, 'utf-16be'],
]

/** By how the file begins, read as Latin-1; null where it is something else. */
export function utf16In(head: string): string | null {
  return KINDS.find(([beginning]) => beginning.test(head))?.[1] ?? null
}

export async function* asUtf8(bytes: AsyncIterable<Buffer>, kind: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(kind)
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield Buffer.from(text)
  }
  const rest = decoder.decode()
  if (rest !== '') yield Buffer.from(rest)
}
