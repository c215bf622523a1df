const WORDS: Readonly<Record<string, string>> = {
  ascii: 'plain letters (ASCII)',
  utf8: 'UTF-8',
  charset: 'the old site’s character set',
  mixed: 'UTF-8 and the old character set in one text',
  doubleEncoded: 'UTF-8 that was encoded twice, set right',
  odd: 'with bytes that have no meaning',
}

/** How values were read, in words that an owner may know; those that did not occur are left out. */
export function decodingWords(decoding: Readonly<Record<string, number>>): [words: string, values: number][] {
  return Object.entries(decoding)
    .filter(([, values]) => values > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, values]) => [WORDS[kind] ?? kind, values])
}
