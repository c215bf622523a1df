import type { NextPlace, ReaderMark } from '../../reading/list-reader-marks.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html } from './html.ts'

/** Leads a member to where they go on in the work, to the paragraph. */
export function continueLink(
  t: Messages,
  work: { id: number; title: string; chapterCount: number },
  next: NextPlace,
): Html {
  const words = continueWords(t, work, next)
  return html`<a href="${continuePath(work.id, next)}" aria-label="${t('places.continueFull', { words, title: work.title })}">${words}</a>`
}

export function continueWords(t: Messages, work: { chapterCount: number }, { number }: NextPlace): string {
  return work.chapterCount < 2 ? t('places.continue') : t('places.continueAt', { number })
}

/** As `3 unread chapters`. */
export function unreadWords(t: Messages, { unread }: Pick<ReaderMark, 'unread'>): string {
  return unread === 0 ? t('places.allRead') : t('places.unread', { count: unread })
}

/** The chapter's page puts this id before the paragraph when it shows it to the member whose place it is. */
export const PLACE_ID = 'place'

export function continuePath(workId: number, { chapterId, hasParagraph }: NextPlace): string {
  const path = paths.chapter({ work: workId, chapter: chapterId })
  return hasParagraph ? `${path}#${PLACE_ID}` : path
}

/** A button that the browser of a guest shows when it knows a place in the work; see web/browser/device-places.js. */
export function continueForGuests(t: Messages, { workId }: { workId: number }): Html {
  return html`<a class="button" href="${paths.work({ work: workId })}" data-continue="${workId}" ${guestWords(t)} hidden
    >${t('places.continue')}</a
  >`
}

/** For the browser, which puts a number in place of `#`. */
export function guestWords(t: Messages): Html {
  return html`data-at="${t('places.continueAt', { number: '#' })}" data-alone="${t('places.continue')}"`
}
