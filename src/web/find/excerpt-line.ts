import type { Excerpt } from '../../search/texts/find-excerpts.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'

/** Below a blurb: where in the work a search's words stand, and the way there. */
export function excerptLine(t: Messages, workId: number, excerpt: Excerpt): Html {
  const { chapterId, chapterTitle, position, language, parts, isCutBefore, isCutBehind } = excerpt
  const place =
    chapterTitle === ''
      ? t('searching.excerptUntitled', { position })
      : t('searching.excerptFrom', { position, title: chapterTitle })
  return html`<div class="excerpt">
    <p lang="${language}" dir="auto">${isCutBefore && '… '}${parts.map(({ text, isMarked }) =>
      isMarked ? html`<mark>${text}</mark>` : text,
    )}${isCutBehind && ' …'}</p>
    <p class="quiet small"><a href="${paths.chapter({ work: workId, chapter: chapterId })}" dir="auto">${place}</a></p>
  </div>`
}
