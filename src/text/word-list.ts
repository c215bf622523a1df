// Words that an archive will not have. Parted by commas or line ends; * stands for any letters of the same word.

interface Listed {
  words: ReadonlySet<string>
  /** With asterisks, cut at them; against one whole word. */
  patterns: readonly (readonly string[])[]
  /** With spaces or other signs; anywhere in a text. */
  phrases: RegExp | null
  /** What was found of words asked for lately. */
  seen: Map<string, boolean>
}

const lists = new Map<string, Listed>()
const LISTS_KEPT = 8
const MOST_WORDS = 2000
const WORDS_KEPT = 10_000
const LETTER = String.raw`[\p{L}\p{M}\p{N}_]`
const WORD = new RegExp(`${LETTER}+`, 'gu')

/** The first listed word in a plain text, or null. Only whole words count, in any case. */
export function findListed(text: string, wordList: string): string | null {
  const listed = listedIn(wordList)
  if (listed === null) return null
  for (const [word] of text.matchAll(WORD)) if (isListed(word, listed)) return word
  return listed.phrases?.exec(text)?.[0] ?? null
}

/** Clean HTML with every letter of the listed words as an asterisk; tags stay as they are. */
export function maskListed(html: string, wordList: string): string {
  const listed = listedIn(wordList)
  if (listed === null || html === '') return html
  const phrases = listed.phrases && new RegExp(listed.phrases.source, 'giu')
  const masked = (text: string) => {
    const words = text.replace(WORD, (word) => (isListed(word, listed) ? stars(word) : word))
    return phrases ? words.replace(phrases, stars) : words
  }
  return html.replace(/<[^>]*>|&[#\w]+;|[^<&]+/g, (part) => (/^[<&]/.test(part) ? part : masked(part)))
}

function stars(words: string): string {
  return words.replace(/\S/gu, '*')
}

function isListed(word: string, { words, patterns, seen }: Listed): boolean {
  const folded = word.toLowerCase()
  if (words.has(folded)) return true
  if (patterns.length === 0) return false
  // Most words of a text stand in it again and again.
  let isOne = seen.get(folded)
  if (isOne === undefined) {
    if (seen.size >= WORDS_KEPT) seen.clear()
    seen.set(folded, (isOne = patterns.some((parts) => fits(folded, parts))))
  }
  return isOne
}

/** Each part behind the one before; the first begins the word and the last ends it. */
function fits(word: string, parts: readonly string[]): boolean {
  const last = parts.at(-1)!
  if (!word.startsWith(parts[0]!) || !word.endsWith(last)) return false
  let from = parts[0]!.length
  for (const part of parts.slice(1, -1)) {
    const at = word.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return word.length - last.length >= from
}

function listedIn(wordList: string): Listed | null {
  if (wordList.trim() === '') return null
  let listed = lists.get(wordList)
  if (listed) return listed
  if (lists.size >= LISTS_KEPT) lists.clear()
  lists.set(wordList, (listed = readList(wordList)))
  return listed
}

function readList(wordList: string): Listed {
  const entries = wordList
    .split(/[,\r\n]/)
    .map((entry) => entry.trim())
    // Lone asterisks would be every word.
    .filter((entry) => /[^*\s]/.test(entry))
    .slice(0, MOST_WORDS)
  const simple = new RegExp(`^${LETTER}+$`, 'u')
  const starred = new RegExp(`^(?:${LETTER}|\\*)+$`, 'u')
  const patterns = entries.filter((entry) => !simple.test(entry) && starred.test(entry))
  const phrases = entries.filter((entry) => !starred.test(entry)).map(patternOf)
  return {
    words: new Set(entries.filter((entry) => simple.test(entry)).map((entry) => entry.toLowerCase())),
    patterns: patterns.map((entry) => entry.toLowerCase().split(/\*+/)),
    phrases: phrases.length === 0 ? null : new RegExp(`(?<!${LETTER})(?:${phrases.join('|')})(?!${LETTER})`, 'iu'),
    seen: new Map(),
  }
}

function patternOf(entry: string): string {
  return entry
    .replace(/[.+?^${}()|[\]\\/-]/g, String.raw`\$&`)
    .replace(/\*+/g, `${LETTER}*`)
    .replace(/\s+/g, String.raw`\s+`)
}
