import type { Reading } from '../../reading/find-reading.ts'
import type { WholeWork } from '../../works/find-whole-work.ts'
import { paths } from '../paths.ts'
import { readSign, unreadLine } from '../reading/read-marks.ts'
import { byline } from '../ui/byline.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { languageOf, prose } from '../ui/prose.ts'
import { readingTime } from '../ui/reading-time.ts'
import { afterWork } from './after-work.ts'
import { chapterLanguage, chapterTitle } from './chapter-menu.ts'
import { chapterPlace, placeKeeper, withPlace } from './show-place.ts'
import { notes, workNotes } from './notes.ts'
import { stateNotice } from './notices.ts'

export interface WholeProps extends WholeWork {
  reading: Reading | null
}

export function wholePage(chrome: Chrome, whole: WholeProps): Html {
  const { t } = chrome
  const { work, chapters } = whole
  const place = { work: work.id }
  const words = chapters.reduce((sum, { wordCount }) => sum + wordCount, 0)
  const time = readingTime(t, words, work.language)
  return layout(
    chrome,
    { title: work.title, shape: 'reading', unlisted: true },
    html`<article class="whole" data-note="${t('reading.note')}" data-close="${t('reading.closeNote')}"${placeKeeper(chrome.viewer, work)}>
      <header class="work-head">
        <h1>
          <a href="${paths.work(place)}" ${languageOf(work.language)}>${work.title}</a>
        </h1>
        <p>${byline(t, work.creators)}</p>
        ${stateNotice(t, work)}
        <nav class="reading-tools" aria-label="${t('reading.chapters')}">
          ${chapters.length > 1 && contents(chrome, whole)}
          ${time !== '' && html`<p class="reading-time">${time}</p>`}
          <ul>
            <li><a href="${paths.work(place)}">${t('reading.workPage')}</a></li>
            <li><a href="${paths.printWork(place)}" rel="nofollow">${t('reading.print')}</a></li>
          </ul>
        </nav>
      </header>
      ${wholeText(chrome, whole, whole.reading?.place)}
    </article>${afterWork(chrome, work)}`,
  )
}

function contents({ t }: Chrome, { chapters, reading }: WholeProps): Html {
  return html`<details class="chapter-menu">
    <summary>${t('reading.chapterCount', { count: chapters.length })}</summary>
    <ol>
      ${chapters.map((chapter, index) => html`<li><a href="#chapter-${chapter.id}" dir="auto">${chapterTitle(t, chapter, index + 1)}</a> ${readSign(t, reading, chapter.id)}</li>`)}
    </ol>
    ${unreadLine(t, reading, chapters)}
  </details>`
}

/** All of it, from the work's notes to its end notes; the printed page shows the same. */
export function wholeText({ t }: Chrome, { work, chapters }: WholeWork, place: Reading['place'] = null): Html {
  const { language } = work
  const isAlone = chapters.length === 1
  return html`${workNotes(t('reading.notes'), language, work.notesHtml)}
  ${chapters.map((chapter, index) => onePart(t, { work, chapter, number: index + 1, isAlone, place }))}
  ${chapters.length === 0 && html`<p class="empty">${t('reading.noChapters')}</p>`}
  ${workNotes(t('reading.endNotes'), language, work.endNotesHtml)}`
}

interface Part {
  work: WholeWork['work']
  chapter: WholeWork['chapters'][number]
  number: number
  isAlone: boolean
  place: Reading['place']
}

function onePart(t: Chrome['t'], { work, chapter, number, isAlone, place }: Part): Html {
  const language = chapterLanguage(work, chapter)
  const { notesHtml, html: text, endNotesHtml } = chapter.text
  return html`<section class="chapter" id="chapter-${chapter.id}"${chapterPlace(chapter, number)}>
    <div class="chapter-head${isAlone && chapter.title === '' ? ' visually-hidden' : ''}">
      <h2 ${chapter.title !== '' && languageOf(language)}>${chapterTitle(t, chapter, number)}</h2>
      ${chapter.author && html`<p>${byline(t, [chapter.author])}</p>`}
    </div>
    ${notes(t('reading.chapterNotes'), language, notesHtml)}
    ${prose('chapter-text', language, place?.chapterId === chapter.id ? withPlace(text, place) : text)}
    ${notes(t('reading.chapterEndNotes'), language, endNotesHtml)}
  </section>`
}
