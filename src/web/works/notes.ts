import { html, type Html } from '../ui/html.ts'
import { prose } from '../ui/prose.ts'

/** What an author says about a chapter, under a label; nothing when nothing is said. */
export function notes(label: string, language: string, cleanHtml: string): Html | false {
  return section(html`<h3 class="label">${label}</h3>`, language, cleanHtml)
}

/** The same about the work. It stands outside the chapters, whose titles are the headings, so its label is none. */
export function workNotes(label: string, language: string, cleanHtml: string): Html | false {
  return section(html`<p class="label">${label}</p>`, language, cleanHtml)
}

function section(heading: Html, language: string, cleanHtml: string): Html | false {
  const text = prose('prose', language, cleanHtml)
  return text && html`<section class="notes">${heading}${text}</section>`
}
