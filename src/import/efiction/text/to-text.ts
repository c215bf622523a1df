import { htmlToText } from '../../../text/html-to-text.ts'
import { sanitizeBrief } from '../../../text/sanitize.ts'
import { briefHtml } from '../../../works/source-to-html.ts'
import { PLAIN_READING, type Reading } from '../read/reading.ts'
import type { Row } from '../read/row.ts'
import { withNewAddresses } from '../images/new-addresses.ts'
import { embeddedIn } from './embedded.ts'
import { withLineBreaks } from './line-breaks.ts'
import { mend } from './mend.ts'
import {
  hasEllipsis,
  looksLikeLostCapital,
  looksLikeLostEmoji,
  looksLikeLostLetters,
  looksSwallowed,
  mendCapitals,
} from './suspicions.ts'

export interface Rich<Text = string> {
  source: Text
  html: Text
}

export function changeRich<From, To>({ source, html }: Rich<From>, change: (text: From) => To): Rich<To> {
  return { source: change(source), html: change(html) }
}

/** A title or a name: no tags, entities as the characters they mean, one line. */
export function plain(row: Row, column: string): string {
  return flat(meantIn(row, column))
}

/** Of a value without a row, such as a part of a list. */
export function plainOf(text: string, reading: Reading = PLAIN_READING): string {
  return flat(reading.mend ? mend(text).text : text)
}

function flat(text: string): string {
  let value = text
  // Forms escaped some fields twice.
  for (let round = 0; round < 2 && /[<&]/.test(value); round++) {
    const read = htmlToText(sanitizeBrief(value))
    if (read.trim() === '' || !/&[a-z#]|</i.test(value)) break
    value = read
  }
  return value.replace(/\s+/g, ' ').trim()
}

/** A summary, note, review or description. */
export function rich(row: Row, column: string): Rich {
  return toRich(meantIn(row, column), row, column)
}

/** Of a part of a value, such as the answer at the end of a review; what is mended is told as of `column`. */
export function richPart(row: Row, column: string, text: string): Rich {
  return toRich(meant(row, column, text), row, column)
}

function toRich(text: string, row: Row, column: string): Rich {
  const source = withNewAddresses(withLineBreaks(text.trim()), row, column)
  return { source, html: source === '' ? '' : briefHtml(source) }
}

function meantIn(row: Row, column: string): string {
  const text = row.text(column)
  if (text !== '' && row.isFull(column)) row.remarkCut(column)
  return text === '' ? '' : meant(row, column, text)
}

/** The text as it was meant, as far as that is certain; what was done and what is doubtful goes to the row's remarks. */
export function meant(row: Row, column: string, text: string): string {
  const { reading } = row
  const embedded = embeddedIn(text)
  if (embedded.length > 0) row.remark(`took out of ${column}: ${embedded.join(', ')}`)
  if (looksSwallowed(text)) reading.suspects.swallowed++
  if (looksLikeLostLetters(text)) reading.suspects.lostLetters++
  if (looksLikeLostEmoji(text)) {
    reading.suspects.lostEmoji++
    row.remark(`${column} holds "????", which may have been an emoji`)
  }
  if (!reading.mend) return text
  const found = mend(text)
  if (found.mended.length > 0) row.remark(`mended in ${column}: ${found.mended.join(', ')}`)
  if (!hasEllipsis(found.text)) return found.text
  const others = OTHER_TEXTS.filter((each) => each !== column && row.isFilled(each)).map((each) => row.text(each))
  const capital = mendCapitals(found.text, others)
  if (capital !== found.text) row.remark(`mended in ${column}: a capital that had become a dash`)
  if (looksLikeLostCapital(capital)) {
    reading.suspects.lostCapitals++
    row.remark(`${column} has lost a capital letter: the old program made "…" of "É"`)
  }
  return capital
}

/** Short columns in which a word of the others may stand unharmed. */
const OTHER_TEXTS = ['title', 'summary', 'storynotes', 'notes', 'endnotes', 'bio']
