import type { Reading } from '../../reading/find-reading.ts'
import type { ChapterLine } from '../../works/list-chapters.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { readSign, unreadLine } from '../reading/read-marks.ts'
import { html, type Html } from '../ui/html.ts'

export interface ChapterMenuProps {
  workId: number
  chapters: readonly ChapterLine[]
  /** The chapter that is open, from 0. */
  index: number
  reading: Reading | null
}

/** Chapters shown on either side of the open one; a work of hundreds would outweigh its own text. */
const NEAR = 30

export function chapterMenu(t: Messages, { workId, chapters, index, reading }: ChapterMenuProps): Html | false {
  if (chapters.length < 2) return false
  const start = Math.max(0, index - NEAR)
  const near = chapters.slice(start, index + NEAR + 1)
  const isCut = near.length < chapters.length
  return html`<details class="chapter-menu">
    <summary>${t('reading.chapterOf', { number: index + 1, count: chapters.length })}</summary>
    <ol start="${start + 1}">
      ${near.map((chapter, place) => entry(t, { workId, chapter, reading, number: start + place + 1, isOpen: start + place === index }))}
    </ol>
    ${unreadLine(t, reading, chapters)}
    ${isCut && html`<p><a href="${paths.work({ work: workId })}#chapters">${t('reading.allChapters')}</a></p>`}
  </details>`
}

interface Entry {
  workId: number
  chapter: ChapterLine
  number: number
  isOpen: boolean
  reading: Reading | null
}

function entry(t: Messages, { workId, chapter, number, isOpen, reading }: Entry): Html {
  const address = paths.chapter({ work: workId, chapter: chapter.id })
  return html`<li>
    <a href="${address}" dir="auto" ${isOpen && html`aria-current="page"`}>${chapterTitle(t, chapter, number)}</a>
    ${chapter.postedAt === null && html`<span class="quiet small">(${t('reading.draftChapter')})</span>`}
    ${readSign(t, reading, chapter.id)}
  </li>`
}

/** A chapter without a title is called by its number. */
export function chapterTitle(t: Messages, chapter: { title: string }, number: number): string {
  return chapter.title === '' ? t('reading.chapterNumber', { number }) : chapter.title
}

/** A translation may stand beside what it translates. */
export function chapterLanguage(work: { language: string }, chapter: { language: string | null }): string {
  return chapter.language ?? work.language
}
