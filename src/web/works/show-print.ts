import type { ChapterPage } from '../../works/find-chapter-page.ts'
import type { WholeWork } from '../../works/find-whole-work.ts'
import type { FoundWork } from '../../works/find-work.ts'
import { paths } from '../paths.ts'
import { byline } from '../ui/byline.ts'
import { type Content, html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { languageOf } from '../ui/prose.ts'
import { wholeText } from './show-whole.ts'

export function printWorkPage(chrome: Chrome, whole: WholeWork, origin: string): Html {
  return printed(
    chrome,
    whole.work,
    { address: origin + paths.work({ work: whole.work.id }) },
    wholeText(chrome, whole),
  )
}

export function printChapterPage(chrome: Chrome, found: ChapterPage, origin: string): Html {
  const { work, chapter, text, index, chapters } = found
  const isLast = index === chapters.length - 1
  const alone = {
    work: { ...work, notesHtml: index === 0 ? work.notesHtml : '', endNotesHtml: isLast ? work.endNotesHtml : '' },
    chapters: [{ ...chapter, title: chapter.title || titleOf(chrome, found), text }],
  }
  const address = origin + paths.chapter({ work: work.id, chapter: chapter.id })
  return printed(chrome, work, { address }, wholeText(chrome, alone))
}

/** A chapter without a title among others keeps its number. */
function titleOf({ t }: Chrome, { index, chapters }: ChapterPage): string {
  return chapters.length === 1 ? '' : t('reading.chapterNumber', { number: index + 1 })
}

function printed(chrome: Chrome, work: FoundWork, { address }: { address: string }, text: Content): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: work.title, shape: 'print', unlisted: true },
    html`<p class="print-tools"><a href="${paths.work({ work: work.id })}">${t('reading.backToWork')}</a></p>
      <article class="whole">
        <header class="work-head">
          <h1><span ${languageOf(work.language)}>${work.title}</span></h1>
          <p>${byline(t, work.creators)}</p>
        </header>
        ${text}
      </article>
      ${chrome.printHtml && html`<div class="prose print-foot">${trusted(chrome.printHtml)}</div>`}
      <p class="print-source">${t('reading.printedFrom', { archive: chrome.archiveName, address })}</p>`,
  )
}
