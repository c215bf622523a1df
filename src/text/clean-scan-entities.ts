import { Tokenizer, type Token } from 'parse5'
import { ownCopy } from './clean-scan-tags.ts'
import { cleanText } from './well-formed.ts'

/** An ampersand with all that may belong to it. */
const REFERENCE = /&#?[a-z0-9]*;?/giy
const LONGEST = 34
const MOST_KEPT = 2000
const kept = new Map<string, string | null>()

/**
 * The characters that a text between tags stands for. Null when a reference is longer than any that is known, or stands
 * for a character that no text keeps.
 */
export function readEntities(text: string): string | null {
  let at = text.indexOf('&')
  if (at === -1) return text
  let read = ''
  let from = 0
  for (; at !== -1; at = text.indexOf('&', from)) {
    REFERENCE.lastIndex = at
    REFERENCE.test(text)
    const end = REFERENCE.lastIndex
    if (end - at > LONGEST) return null
    const meaning = meaningOf(text.slice(at, end))
    if (meaning === null) return null
    read += text.slice(from, at) + meaning
    from = end
  }
  return read + text.slice(from)
}

function meaningOf(reference: string): string | null {
  const known = kept.get(reference)
  if (known !== undefined) return known
  const read = parsed(reference)
  const meaning = cleanText(read) === read ? read : null
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(ownCopy(reference), meaning)
  return meaning
}

/** What the parser makes of it, before a space. */
function parsed(reference: string): string {
  let text = ''
  const take = (token: Token.CharacterToken) => void (text += token.chars)
  const nothing = () => {}
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: false },
    {
      onCharacter: take,
      onWhitespaceCharacter: take,
      onNullCharacter: nothing,
      onStartTag: nothing,
      onEndTag: nothing,
      onComment: nothing,
      onDoctype: nothing,
      onEof: nothing,
      onParseError: null,
    },
  )
  tokenizer.write(`${reference} `, true)
  return text.slice(0, -1)
}
