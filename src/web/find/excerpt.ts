import type { Excerpt } from '../../search/texts/find-excerpts.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { languageOf } from '../ui/prose.ts'

/** A few lines of the chapter, without its indents, what was looked for marked in them, and the way there. */
export function excerptOf(t: Messages, workId: number, excerpt: Excerpt): Html {
  const { parts, isCutBefore, isCutBehind, chapterId, chapterTitle, position, language } = excerpt
  const place = paths.chapter({ work: workId, chapter: chapterId })
  const chapter = t('find.chapter', { position: String(position) })
  return html`<div class="excerpt">
    <a href="${place}" dir="auto">${chapterTitle === '' ? chapter : `${chapter}: ${chapterTitle}`}</a>
    <p ${languageOf(language)}>
      ${isCutBefore && '… '}${parts.map(({ text, isMarked }) => (isMarked ? html`<mark>${text}</mark>` : text.replace(/\s{2,}/g, ' ')))}${isCutBehind && ' …'}
    </p>
  </div>`
}
