import type { Waiting } from '../../moderation/list-queue.ts'
import type { Paged } from '../../store/paging.ts'
import { paths } from '../paths.ts'
import { byline } from '../ui/byline.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { languageOf } from '../ui/prose.ts'
import { day } from '../ui/time.ts'
import { ownerMenu } from './owner-menu.ts'
import { chapterName } from '../works/edit/chapter-list.ts'

export interface QueueProps {
  waiting: Paged<Waiting>
  isDone: boolean
}

export function queuePage(chrome: Chrome, { waiting, isDone }: QueueProps): Html {
  const { t } = chrome
  const { page, pageCount, rows, total } = waiting
  return layout(
    chrome,
    { title: t('moderation.queue'), unlisted: true },
    html`${ownerMenu(chrome)}
      <h1>${t('moderation.queue')}</h1>
      ${isDone && html`<p class="notice good" role="status">${t('moderation.done')}</p>`}
      ${
        total === 0
          ? html`<p class="empty">${t('moderation.queueEmpty')}</p>`
          : html`<p>${t('moderation.waiting', { count: total })}</p>
              <ul class="queue">
                ${rows.map((one) => row(chrome, one))}
              </ul>`
      }
      ${pager({ t, page, pageCount, linkTo: (page) => paths.queue({}, { page }) })}
      <p class="tools"><a href="${paths.strayReviews({})}">${t('strays.title')}</a></p>`,
  )
}

function row({ t }: Chrome, one: Waiting): Html {
  const { chapter } = one
  const author = chapter?.author ? [{ name: chapter.author.name, slug: chapter.author.slug }] : one.creators
  const place = { work: one.workId }
  const read = chapter ? paths.chapter({ ...place, chapter: chapter.id }) : paths.work(place)
  const decide = chapter ? paths.chapterDecision({ ...place, chapter: chapter.id }) : paths.workDecision(place)
  return html`<li>
    <h2><a href="${read}" ${languageOf(one.language)}>${one.title}</a> ${byline(t, author)}</h2>
    <p class="small quiet">
      ${one.isInScope && html`<strong>${t('moderation.inScope')}</strong> ·`}
      ${chapter ? t('moderation.newChapter', { chapter: chapterName(t, chapter) }) : t('moderation.wholeWork')} ·
      ${t('reading.wordCount', { count: one.wordCount })} ·
      ${!chapter && html`${t('reading.chapterCount', { count: one.chapterCount })} ·`}
      ${t.rich('moderation.since', { date: day(t, one.heldAt) })}
    </p>
    <p class="tools">
      <a href="${read}">${t('moderation.read')}</a>
      ${one.isToDecide && html`<a href="${decide}">${t('moderation.decide')}</a>`}
    </p>
  </li>`
}
