import type { Viewer } from '../../people/viewer.ts'
import { findParagraph } from '../../text/find-paragraph.ts'
import { paragraphsOf } from '../../text/paragraphs.ts'
import { paths } from '../paths.ts'
import { PLACE_ID } from '../ui/continue-link.ts'
import { html, type Html } from '../ui/html.ts'

/** The chapter's text with a mark where the member stopped, for links to end at. Input must be sanitised. */
export function withPlace(cleanHtml: string, place: { paragraph: number; fingerprint: string }): string {
  if (place.paragraph === 0) return cleanHtml
  const paragraphs = paragraphsOf(cleanHtml)
  const texts = paragraphs.map(({ text }) => text)
  const start = paragraphs[findParagraph(texts, { index: place.paragraph, fingerprint: place.fingerprint })]?.start
  if (start === undefined) return cleanHtml
  return `${cleanHtml.slice(0, start)}<span id="${PLACE_ID}"></span>${cleanHtml.slice(start)}`
}

/** For the browser, on the article: where it tells the reader's place; guests keep theirs on the device alone. */
export function placeKeeper(
  viewer: Viewer,
  work: { id: number; state: string; isCreator: boolean; chapterCount: number },
): Html | false {
  if (work.state !== 'posted' || work.isCreator) return false
  if (viewer.kind === 'member' && viewer.preferences.history !== 'kept') return false
  const keeper = viewer.kind === 'member' ? paths.place({ work: work.id }) : 'device'
  return html` data-place="${keeper}" data-work="${work.id}" data-count="${work.chapterCount}"`
}

/** Of what a chapter stands in. */
export function chapterPlace(chapter: { id: number; postedAt: number | null }, number: number): Html | false {
  return chapter.postedAt !== null && html` data-chapter="${chapter.id}" data-number="${number}"`
}
