// The quick way to the clean form, for the plainly written texts that most are: tags without tricks, entities everyone
// knows. It reads tokens only and hands them to the very writer that cleans all others, so the two ways cannot differ
// in what they make of a tag. Whatever is written in any other way is left to the parser, as a whole text.

import { readEntities } from './clean-scan-entities.ts'
import { readPlainTag } from './clean-scan-tags.ts'
import { Reader, type Extent } from './sanitize/reader.ts'
import { Writer } from './sanitize/writer.ts'

/** Comments as Word leaves them: `<!--[if !supportEmptyParas]-->`. */
const COMMENT = /<!--(?!-?>)[^<>-]*(?:-[^<>-]+)*-->/y
const LONGEST_TAG = 400

/**
 * The clean form of a text that `cleanText` has seen, or null when it takes the parser to tell what the text means.
 * What it returns equals what the parser's way returns.
 */
export function scanClean(text: string, extent: Extent): string | null {
  const writer = new Writer(text.length, true)
  const reader = new Reader(writer, extent)
  let at = 0
  for (let open = text.indexOf('<'); open !== -1; open = text.indexOf('<', at)) {
    const words = readEntities(text.slice(at, open))
    if (words === null) return null
    reader.words(words)
    const end = text.charCodeAt(open + 1) === 0x21 ? endOfComment(text, open) : readTag(text, open, reader)
    if (end === -1) return null
    at = end
  }
  const words = readEntities(text.slice(at))
  if (words === null) return null
  reader.words(words)
  reader.finish()
  return writer.finish()
}

function endOfComment(text: string, open: number): number {
  COMMENT.lastIndex = open
  return COMMENT.test(text) ? COMMENT.lastIndex : -1
}

function readTag(text: string, open: number, reader: Reader): number {
  const close = text.indexOf('>', open)
  if (close === -1 || close - open > LONGEST_TAG) return -1
  const tag = readPlainTag(text.slice(open, close + 1))
  if (tag === null) return -1
  if (tag.isEnd) reader.endTag(tag.name)
  else reader.startTag(tag.name, tag.attributes)
  return close + 1
}
