import type { WorkToEdit } from '../../../works/find-work-to-edit.ts'
import type { ChapterLine } from '../../../works/list-chapters.ts'
import type { Messages } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Chrome } from '../../ui/layout.ts'

interface ChapterListProps {
  saved: WorkToEdit
  chapters: readonly ChapterLine[]
  heldChapterIds: ReadonlySet<number>
}

/** The chapters of a work with what its authors do to them. */
export function editChapters({ t }: Chrome, { saved, chapters, heldChapterIds }: ChapterListProps): Html {
  return html`<h2>${t('posting.chapters')}</h2>
    <ol class="chapter-list">
      ${chapters.map((chapter, index) => {
        const place = { work: saved.id, chapter: chapter.id }
        const position = index + 1
        return html`<li>
          <p>
            <a href="${paths.editChapter(place)}" dir="auto">${chapterName(t, { position, title: chapter.title })}</a>
            <span class="quiet small">
              ${t('reading.wordCount', { count: chapter.wordCount })}
              ${chapter.author && html` · <span dir="auto">${chapter.author.name}</span>`}
              ${chapter.postedAt === null && html` · ${t(heldChapterIds.has(chapter.id) ? 'posting.stateHeld' : 'posting.stateDraft')}`}
            </span>
          </p>
          <form class="tools" method="post" action="${paths.chapterPlace(place)}">
            ${index > 0 && mover(t, 'up', position)}
            ${position < chapters.length && mover(t, 'down', position)}
            ${chapters.length > 1 && html`<a href="${paths.deleteChapter(place)}" aria-label="${t('posting.deleteLabel', { position })}">${t('posting.delete')}</a>`}
          </form>
        </li>`
      })}
    </ol>
    <p><a class="button quiet" href="${paths.newChapter({ work: saved.id })}">${t('posting.addChapter')}</a></p>`
}

function mover(t: Messages, direction: 'up' | 'down', position: number): Html {
  const [text, label] =
    direction === 'up'
      ? (['posting.moveUp', 'posting.moveUpLabel'] as const)
      : (['posting.moveDown', 'posting.moveDownLabel'] as const)
  return html`<button class="link" name="direction" value="${direction}" aria-label="${t(label, { position })}">
    ${t(text)}
  </button>`
}

export function chapterName(t: Messages, { position, title }: { position: number; title: string }): string {
  return title === '' ? t('posting.chapterName', { position }) : t('posting.chapterNameTitled', { position, title })
}
