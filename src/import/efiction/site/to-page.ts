import { chapterHtml } from '../../../works/source-to-html.ts'
import type { Row } from '../read/row.ts'
import { type Rich, richPart } from '../text/to-text.ts'

/** A whole page's text, with pictures and headings; `text` is what counts of the column. */
export function fullOf(row: Row, column: string, text = row.text(column)): Rich {
  const { source } = richPart(row, column, text)
  return { source, html: source === '' ? '' : chapterHtml(source, 'html') }
}

export interface Uncoded {
  text: string
  /** Program text that stood in it, never to be run; empty where there was none. */
  code: string
}

const CODE = /<\?(?:php\b|=)?[\s\S]*?(?:\?>|$)|<%[\s\S]*?(?:%>|$)/gi

/**
 * Takes the program text out of a page. The old program ran a whole page as PHP as soon as `?>` stood in it, beginning
 * outside of PHP; a page that closes PHP without having opened it began inside.
 */
export function withoutCode(text: string): Uncoded {
  const parts: string[] = []
  const opens = text.search(/<\?/)
  const closes = text.indexOf('?>')
  let rest = text
  if (closes >= 0 && (opens < 0 || closes < opens)) {
    parts.push(text.slice(0, closes + 2))
    rest = text.slice(closes + 2)
  }
  const clean = rest.replace(CODE, (code) => {
    parts.push(code)
    return ''
  })
  return { text: clean, code: parts.join('\n') }
}
