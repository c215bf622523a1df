import { html, type Html } from '../ui/html.ts'
import { prose } from '../ui/prose.ts'

/** What an author says beside the text, under a label; nothing when nothing is said. */
export function notes(label: string, language: string, cleanHtml: string): Html | false {
  const text = prose('prose', language, cleanHtml)
  return (
    text &&
    html`<section class="notes">
      <h3 class="label">${label}</h3>
      ${text}
    </section>`
  )
}
