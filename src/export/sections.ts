// The pages of a book that stand around its chapters' texts, the same in every format made of markup.
import type { BookFact, BookLabels, BookPart } from './book.ts'
import { languageOf, type Markup, markup, trusted } from './markup.ts'

/** What is said about a work before it begins: summary, facts. `tidy` is what the format makes of clean HTML. */
export function aboutWork(part: BookPart, labels: BookLabels, tidy: (cleanHtml: string) => string): Markup {
  return markup`${part.summaryHtml !== '' && markup`<div class="summary"${languageOf(part.language)}>${trusted(tidy(part.summaryHtml))}</div>`}
${facts(part.facts.filter((fact) => !fact.isSpoiler))}
<p class="source"${languageOf(labels.language)}><a href="${part.source}">${part.origin}</a></p>`
}

export function facts(lines: readonly BookFact[]): Markup | false {
  if (lines.length === 0) return false
  return markup`<dl class="facts">
${lines.map(
  ({ label, values }) => markup`<dt>${label}</dt>
<dd>${values.map((value, index) => markup`${index > 0 && ', '}<bdi>${value}</bdi>`)}</dd>
`,
)}</dl>`
}

export interface Said {
  label: string
  labelLanguage: string
  language: string
  html: string
}

/** What an author says beside the text, under the archive's label for it; nothing when nothing is said. */
export function notes({ label, labelLanguage, language, html }: Said): Markup | false {
  if (html === '') return false
  return markup`<section class="notes">
<p class="label"${languageOf(labelLanguage)}>${label}</p>
<div${languageOf(language)}>${trusted(html)}</div>
</section>`
}
