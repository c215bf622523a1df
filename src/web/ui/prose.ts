import { directionOf } from '../../text/direction.ts'
import { html, type Html, trusted } from './html.ts'

/** Clean HTML in an element of its own that holds nothing else, not even white space; nothing when there is none. */
export function prose(className: string, language: string, cleanHtml: string): Html | false {
  if (cleanHtml === '') return false
  return trusted(`<div class="${className}"${languageOf(language).text}>${cleanHtml}</div>`)
}

/** `lang` and `dir` of what an author wrote, titles too. */
export function languageOf(language: string): Html {
  return html` lang="${language}" dir="${directionOf(language)}"`
}
