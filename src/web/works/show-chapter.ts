import { canTakeAlong } from '../../works/permissions.ts'
import type { ReaderOfWork } from '../../reading/find-reader.ts'
import type { ChapterPage } from '../../works/find-chapter-page.ts'
import { canAddChapter, canEditChapter } from '../../works/permissions.ts'
import { downloadLinks } from '../books/download-links.ts'
import { paths } from '../paths.ts'
import type { Reading } from '../../reading/find-reading.ts'
import { keepWork } from '../reading/keep-buttons.ts'
import { markUpToHere } from '../reading/read-marks.ts'
import { byline } from '../ui/byline.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { languageOf, prose } from '../ui/prose.ts'
import { readingTime } from '../ui/reading-time.ts'
import { afterWork } from './after-work.ts'
import { chapterLanguage, chapterMenu, chapterTitle } from './chapter-menu.ts'
import { notes, workNotes } from './notes.ts'
import { stateNotice } from './notices.ts'
import { chapterPlace, placeKeeper, withPlace } from './show-place.ts'
import { type Responses, responses } from './responses.ts'

export interface ChapterProps extends ChapterPage {
  said: Responses
  /** Null for guests. */
  reader: ReaderOfWork | null
  reading: Reading | null
}

export function chapterPage(chrome: Chrome, props: ChapterProps): Html {
  const { t } = chrome
  const { work, chapters, index, chapter, text, reading } = props
  const title = chapters.length > 1 ? `${work.title}: ${chapterTitle(t, chapter, index + 1)}` : work.title
  const place = reading?.place?.chapterId === chapter.id ? reading.place : null
  const readText = place ? withPlace(text.html, place) : text.html
  return layout(
    chrome,
    { title, shape: 'reading', unlisted: work.state !== 'posted' || work.gates.ageConsent },
    html`<article class="chapter"${chapterMarks(chrome, props)}>
        <header class="work-head">
          <h1>
            <a href="${paths.work({ work: work.id })}" ${languageOf(work.language)}>${work.title}</a>
          </h1>
          <p>${byline(t, work.creators)}</p>
          ${stateNotice(t, work)} ${tools(chrome, props)}
        </header>
        ${chapterBody(chrome, props, readText)}
        ${markUpToHere(chrome, { workId: work.id, chapter, isAlone: chapters.length === 1, reading })}
      </article>
      ${index === chapters.length - 1 && afterWork(chrome, work)} ${keepWork(chrome, props.reader, work)} ${responses(chrome, work, props.said)}`,
  )
}

/** What browser behaviours find on the article: the words for notes in place, and where the reader is. */
export function chapterMarks({ t, viewer }: Chrome, { work, chapter, index }: ChapterPage): Html {
  return html` data-note="${t('reading.note')}" data-close="${t('reading.closeNote')}"${placeKeeper(viewer, work)}${chapterPlace(chapter, index + 1)}`
}

/** From the notes before the text to the way on. */
export function chapterBody(chrome: Chrome, props: ChapterPage, readText = props.text.html): Html {
  const { t } = chrome
  const { work, chapters, index, chapter, text } = props
  const isFirst = index === 0
  const isLast = index === chapters.length - 1
  const language = chapterLanguage(work, chapter)
  return html`${isFirst && workNotes(t('reading.notes'), work.language, work.notesHtml)} ${heading(chrome, props)}
  ${notes(t('reading.chapterNotes'), language, text.notesHtml)} ${prose('chapter-text', language, readText)}
  ${notes(t('reading.chapterEndNotes'), language, text.endNotesHtml)}
  ${isLast && workNotes(t('reading.endNotes'), work.language, work.endNotesHtml)} ${neighbours(chrome, props)}`
}

function tools(chrome: Chrome, { work, chapters, index, chapter, reading }: ChapterProps): Html {
  const { t, viewer } = chrome
  const place = { work: work.id, chapter: chapter.id }
  const time = readingTime(t, chapter.wordCount, chapterLanguage(work, chapter))
  return html`<nav class="reading-tools" aria-label="${t('reading.chapters')}">
    ${chapterMenu(t, { workId: work.id, chapters, index, reading })}
    ${time !== '' && html`<p class="reading-time">${time}</p>`}
    <ul>
      <li><a href="${paths.work(place)}">${t('reading.workPage')}</a></li>
      ${chapters.length > 1 && html`<li><a href="${paths.wholeWork(place)}">${t('reading.whole')}</a></li>`}
      <li><a href="${paths.printChapter(place)}" rel="nofollow">${t('reading.print')}</a></li>
      ${canTakeAlong(work) && html`<li>${downloadLinks(chrome, work)}</li>`}
      ${canEditChapter(viewer, work, { authorAccountId: chapter.author?.accountId ?? null }) && html`<li><a href="${paths.editChapter(place)}">${t('reading.editChapter')}</a></li>`}
      ${canAddChapter(viewer, work) && html`<li><a href="${paths.newChapter(place)}">${t('reading.addChapter')}</a></li>`}
    </ul>
  </nav>`
}

function heading({ t }: Chrome, { work, chapters, index, chapter }: ChapterPage): Html {
  const isAlone = chapters.length === 1 && (chapter.title === '' || chapter.title === work.title)
  return html`<div class="chapter-head${isAlone ? ' visually-hidden' : ''}">
    ${chapter.title !== '' && chapters.length > 1 && html`<p class="chapter-number">${t('reading.chapterNumber', { number: index + 1 })}</p>`}
    <h2 ${chapter.title !== '' && languageOf(chapterLanguage(work, chapter))}>${chapterTitle(t, chapter, index + 1)}</h2>
    ${chapter.author && html`<p>${byline(t, [chapter.author])}</p>`}
    ${chapter.postedAt === null && work.state === 'posted' && html`<p class="notice">${t('reading.draftChapterNotice')}</p>`}
  </div>`
}

function neighbours({ t }: Chrome, { work, chapters, index }: ChapterPage): Html | false {
  if (chapters.length < 2) return false
  const previous = chapters[index - 1]
  const next = chapters[index + 1]
  const link = (id: number) => paths.chapter({ work: work.id, chapter: id })
  return html`<nav
    class="neighbours"
    aria-label="${t('reading.chapterOf', { number: index + 1, count: chapters.length })}"
  >
    ${previous ? html`<a class="button quiet" rel="prev" href="${link(previous.id)}">${t('reading.previous')}</a>` : html`<span></span>`}
    ${next ? html`<a class="button" rel="next" href="${link(next.id)}">${t('reading.next')}</a>` : html`<span></span>`}
  </nav>`
}
