import { tidyTitle } from '../../../works/check-input.ts'
import { briefHtml, chapterHtml } from '../../../works/source-to-html.ts'
import type { ChapterInput, WorkInput } from '../../../works/work-input.ts'
import type { Messages } from '../../messages/messages.ts'
import { html, type Html } from '../../ui/html.ts'
import { languageOf, prose } from '../../ui/prose.ts'
import { notes } from '../notes.ts'

export interface Previewed {
  language: string
  work: Pick<WorkInput, 'title' | 'summary' | 'notes' | 'endNotes'> | null
  chapter: ChapterInput | null
}

/** The words as readers will see them. */
export function preview(t: Messages, { language, work, chapter }: Previewed): Html {
  return html`<section class="preview" aria-label="${t('posting.previewTitle')}">
    <p class="notice">${t('posting.previewNotice')}</p>
    ${work && html`<h2 ${languageOf(language)}>${tidyTitle(work.title)}</h2>`}
    ${work && prose('summary prose', language, briefHtml(work.summary))}
    ${work && notes(t('reading.notes'), language, briefHtml(work.notes))}
    ${chapter && chapterPart(t, chapter.language || language, chapter)}
    ${work && notes(t('reading.endNotes'), language, briefHtml(work.endNotes))}
  </section>`
}

function chapterPart(t: Messages, language: string, chapter: ChapterInput): Html {
  const title = tidyTitle(chapter.title)
  return html`${title !== '' && html`<h3 ${languageOf(language)}>${title}</h3>`}
  ${notes(t('reading.chapterNotes'), language, briefHtml(chapter.notes))}
  ${prose('chapter-text prose', language, chapterHtml(chapter.text, chapter.format))}
  ${notes(t('reading.chapterEndNotes'), language, briefHtml(chapter.endNotes))}`
}
