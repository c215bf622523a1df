// The rule, as docs/reading.md tells it.

const WORDS_A_MINUTE = 240
/** Every Han and kana character is counted as a word (count-words.ts). */
const CHARACTERS_A_MINUTE = 450

const IN_CHARACTERS = /^(?:ja|zh|yue|wuu|nan|hak|lzh|cmn|gan|hsn)(?:-|$)/i

/** Whole minutes that a text takes to read silently; 0 when there is nothing to read. `language` is a BCP 47 tag. */
export function minutesToRead(wordCount: number, language: string): number {
  if (wordCount <= 0) return 0
  const rate = IN_CHARACTERS.test(language) ? CHARACTERS_A_MINUTE : WORDS_A_MINUTE
  return Math.max(1, Math.round(wordCount / rate))
}
