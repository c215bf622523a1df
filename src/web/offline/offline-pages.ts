// Pages as they are kept in a browser: the work and its texts, and nothing that needs the archive to answer.
import type { Viewer } from '../../people/viewer.ts'
import type { ChapterPage } from '../../works/find-chapter-page.ts'
import type { WorkPage } from '../../works/find-work-page.ts'
import { paths } from '../paths.ts'
import { byline } from '../ui/byline.ts'
import { continueForGuests } from '../ui/continue-link.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { languageOf, prose } from '../ui/prose.ts'
import { chapterMenu, chapterTitle } from '../works/chapter-menu.ts'
import { chapterBody, chapterMarks } from '../works/show-chapter.ts'

/** `keeper`: who reads it here; for where the place is told. */
export function offlineChapterPage(chrome: Chrome, found: ChapterPage, keeper: Viewer): Html {
  const { t } = chrome
  const { work, chapters, index, chapter } = found
  const title = chapters.length > 1 ? `${work.title}: ${chapterTitle(t, chapter, index + 1)}` : work.title
  const menu = chapterMenu(t, { workId: work.id, chapters, index, reading: null })
  return layout(
    chrome,
    { title, shape: 'reading', unlisted: true, bare: true },
    html`<article class="chapter" data-kept${chapterMarks({ ...chrome, viewer: keeper }, found)}>
      <header class="work-head">
        <h1>
          <a href="${paths.work({ work: work.id })}" ${languageOf(work.language)}>${work.title}</a>
        </h1>
        <p>${byline(t, work.creators)}</p>
        <nav class="reading-tools" aria-label="${t('reading.chapters')}">${menu} ${offlineTools(chrome)}</nav>
      </header>
      ${chapterBody(chrome, found)}
    </article>`,
  )
}

export function offlineContentsPage(chrome: Chrome, { work, chapters, tags }: WorkPage): Html {
  const { t } = chrome
  const first = chapters[0]
  const names = tags.filter((tag) => tag.spoiler === 0).map((tag) => tag.name)
  return layout(
    chrome,
    { title: work.title, unlisted: true, bare: true },
    html`<article class="work">
      <header class="work-head">
        <h1><span ${languageOf(work.language)}>${work.title}</span></h1>
        <p>${byline(t, work.creators)}</p>
      </header>
      ${prose('summary prose', work.language, work.summaryHtml)}
      ${first && html`<p class="buttons">${continueForGuests(t, { workId: work.id })} <a class="button" href="${paths.chapter({ work: work.id, chapter: first.id })}">${t('reading.start')}</a></p>`}
      ${names.length > 0 && html`<p class="quiet small">${names.join(' · ')}</p>`}
      <section class="contents" id="chapters">
        <h2>${t('reading.chapters')}</h2>
        ${chapters.length === 0 && html`<p class="empty">${t('reading.noChapters')}</p>`}
        <ol>
          ${chapters.map(
            (chapter, index) =>
              html`<li>
                <a href="${paths.chapter({ work: work.id, chapter: chapter.id })}" dir="auto">${chapterTitle(t, chapter, index + 1)}</a>
                <span class="quiet small">${t('reading.wordCount', { count: chapter.wordCount })}</span>
              </li>`,
          )}
        </ol>
      </section>
      <nav class="reading-tools">${offlineTools(chrome)}</nav>
    </article>`,
  )
}

function offlineTools({ t }: Chrome): Html {
  return html`<ul>
    <li><a href="${paths.keptHere({})}">${t('offline.keptList')}</a></li>
  </ul>`
}
