import { htmlToText } from '../../../text/html-to-text.ts'
import { sanitizeBrief } from '../../../text/sanitize.ts'
import { briefHtml } from '../../../works/source-to-html.ts'
import type { Row } from '../read/row.ts'
import { repair, withLineBreaks } from './repair.ts'

export interface Rich {
  source: string
  html: string
}

/** A title or a name: no tags, entities as the characters they mean, one line. */
export function plain(row: Row, column: string): string {
  return plainOf(row.text(column))
}

export function plainOf(text: string): string {
  let value = repair(text).text
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
  return richOf(row.text(column))
}

export function richOf(text: string): Rich {
  const source = withLineBreaks(repair(text).text.trim())
  return { source, html: source === '' ? '' : briefHtml(source) }
}
