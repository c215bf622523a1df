import type { NextPlace } from '../../reading/list-reader-marks.ts'
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

/** The chapter's page puts this id before the paragraph when it shows it to the member whose place it is. */
export const PLACE_ID = 'place'

export function continuePath(workId: number, { chapterId, hasParagraph }: NextPlace): string {
  const path = paths.chapter({ work: workId, chapter: chapterId })
  return hasParagraph ? `${path}#${PLACE_ID}` : path
}
