import type { ChapterToEdit } from '../../../works/find-chapter-to-edit.ts'
import type { FoundWork } from '../../../works/find-work.ts'
import { paths } from '../../paths.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { chapterName } from './chapter-list.ts'

export function deleteWorkPage(
  chrome: Chrome,
  { work, chapterCount }: { work: FoundWork; chapterCount: number },
): Html {
  const { t } = chrome
  return question(chrome, {
    title: t('posting.deleteWorkTitle', { title: work.title }),
    text: t('posting.deleteWorkText', { chapters: chapterCount }),
    action: paths.deleteWork({ work: work.id }),
    back: paths.editWork({ work: work.id }),
  })
}

export function deleteChapterPage(chrome: Chrome, chapter: ChapterToEdit): Html {
  const { t } = chrome
  const place = { work: chapter.work.id, chapter: chapter.id }
  return question(chrome, {
    title: t('posting.deleteChapterTitle', { position: chapter.position }),
    text: t('posting.deleteChapterText', { chapter: `“${chapterName(t, chapter)}”` }),
    action: paths.deleteChapter(place),
    back: paths.editChapter(place),
  })
}

interface Question {
  title: string
  text: string
  action: string
  back: string
}

function question(chrome: Chrome, { title, text, action, back }: Question): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1 dir="auto">${title}</h1>
      <p dir="auto">${text}</p>
      <form class="buttons" method="post" action="${action}">
        <button class="danger">${t('posting.delete')}</button>
        <a class="button quiet" href="${back}">${t('posting.keep')}</a>
      </form>`,
  )
}
