// What a member has read of a work, on its own pages: marks beside the chapters, and the forms that set them.
import type { Reading } from '../../reading/find-reading.ts'
import type { ChapterLine } from '../../works/list-chapters.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { unreadWords } from '../ui/continue-link.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

export function readSign(t: Messages, reading: Reading | null, chapterId: number): Html | false {
  if (!reading?.read.has(chapterId)) return false
  return html`<span class="read-sign"><span aria-hidden="true">✓</span> ${t('places.chapterRead')}</span>`
}

/** Of the posted chapters. */
export function unreadLine(t: Messages, reading: Reading | null, chapters: readonly ChapterLine[]): Html | false {
  if (!reading) return false
  const unread = chapters.filter(({ id, postedAt }) => postedAt !== null && !reading.read.has(id)).length
  return html`<p class="quiet small">${unreadWords(t, { unread })}</p>`
}

interface Here {
  workId: number
  chapter: ChapterLine
  isAlone: boolean
  reading: Reading | null
}

/** At the foot of a chapter; nothing where it would change nothing. */
export function markUpToHere(chrome: Chrome, { workId, chapter, isAlone, reading }: Here): Html | false {
  if (!reading || chapter.postedAt === null || reading.read.has(chapter.id)) return false
  return html`<form class="mark-read" method="post" action="${paths.readMarks({ work: workId })}">
    <input type="hidden" name="chapter" value="${chapter.id}" />
    <input type="hidden" name="to" value="${chrome.here}" />
    <button class="link" type="submit">${chrome.t(isAlone ? 'places.markRead' : 'places.markUpToHere')}</button>
  </form>`
}

interface Marks {
  workId: number
  chapters: readonly ChapterLine[]
  titleOf: (chapter: ChapterLine, number: number) => string
  reading: Reading
}

/** Beneath the list of chapters. */
export function markForms(chrome: Chrome, { workId, chapters, titleOf, reading }: Marks): Html | false {
  const { t } = chrome
  const posted = chapters.filter(({ postedAt }) => postedAt !== null)
  const last = posted.at(-1)
  if (!last) return false
  const to = html`<input type="hidden" name="to" value="${paths.work({ work: workId })}#chapters" />`
  const action = paths.readMarks({ work: workId })
  return html`<details class="mark-read">
    <summary>${t('places.marks')}</summary>
    <form method="post" action="${action}">
      ${to}
      <label for="up-to">${t('places.upTo')}</label>
      <select id="up-to" name="chapter">
        ${chapters.map((chapter, index) => chapter.postedAt !== null && html`<option value="${chapter.id}"${chapter === last && html` selected`}>${index + 1}. ${titleOf(chapter, index + 1)}</option>`)}
      </select>
      <button class="quiet" type="submit">${t('places.mark')}</button>
    </form>
    ${
      (reading.read.size > 0 || reading.place) &&
      html`<form method="post" action="${action}">
        ${to} <input type="hidden" name="unread" value="yes" />
        <button class="quiet" type="submit">${t('places.markUnread')}</button>
      </form>`
    }
  </details>`
}
