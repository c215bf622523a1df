/** Latin letters that no accent makes, as people type them who lack them. */
export const SPELT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŋ: 'ng',
}

/** In lower case. */
export function spelt(text: string): string {
  return text.replace(/[ßæœøđðþłıħŋ]/g, (letter) => SPELT[letter]!)
}
