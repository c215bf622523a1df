import type { Paged } from '../../../store/paging.ts'
import type { listMyContributions } from '../../../works/list-my-contributions.ts'
import type { MyWork } from '../../../works/list-my-works.ts'
import type { MessageKey } from '../../messages/messages.ts'
import { paths } from '../../paths.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { pager } from '../../ui/pager.ts'
import { languageOf } from '../../ui/prose.ts'
import { day } from '../../ui/time.ts'
import { chapterName } from './chapter-list.ts'
import { returnedNotice } from './chapter-page.ts'

export interface MyWorksProps {
  works: Paged<MyWork>
  contributions: Awaited<ReturnType<typeof listMyContributions>>
  /** Why chapters of others' works came back, by chapter. */
  reasons: ReadonlyMap<number, string>
  notice: MessageKey | null
}

export function myWorksPage(chrome: Chrome, props: MyWorksProps): Html {
  const { t } = chrome
  const { works, contributions, notice } = props
  const { page, pageCount, rows } = works
  return layout(
    chrome,
    { title: t('posting.mine'), unlisted: true },
    html`<h1>${t('posting.mine')}</h1>
      ${notice && html`<p class="notice good" role="status">${t(notice)}</p>`}
      ${works.total === 0 ? empty(chrome) : html`<ul class="my-works">${rows.map((work) => row(chrome, work))}</ul>`}
      ${pager({ t, page, pageCount, linkTo: (page) => paths.myWorks({}, { page }) })}
      ${contributions.length > 0 && contributionList(chrome, props)}`,
  )
}

function empty({ t }: Chrome): Html {
  return html`<p class="empty">${t('posting.mineEmpty')}</p>
    <p><a class="button" href="${paths.newWork({})}">${t('posting.mineStart')}</a></p>`
}

const STATES = {
  draft: 'posting.stateDraft',
  held: 'posting.stateHeld',
  posted: 'posting.statePosted',
  hidden: 'posting.stateHidden',
} as const

function row(chrome: Chrome, work: MyWork): Html {
  const { t } = chrome
  const place = { work: work.id }
  const showsReturn = work.state === 'draft' || (work.state === 'posted' && work.unpostedCount > 0)
  return html`<li>
    <h2><a href="${paths.work(place)}" ${languageOf(work.language)}>${work.title}</a></h2>
    <p class="small quiet">
      <strong class="state ${work.state}">${t(STATES[work.state])}</strong> ·
      ${t('reading.wordCount', { count: work.wordCount })} · ${t('reading.chapterCount', { count: work.chapterCount })} ·
      ${work.postedAt !== null && work.unpostedCount > 0 && html`${t('posting.unposted', { count: work.unpostedCount })} ·`}
      ${t.rich('reading.updatedOn', { date: day(t, work.updatedAt) })}
    </p>
    ${showsReturn && work.returned && returned(chrome, work.returned)}
    <p class="tools">
      <a href="${paths.editWork(place)}">${t('posting.editChapter')}</a>
      <a href="${paths.newChapter(place)}">${t('posting.addChapter')}</a>
      <a href="${paths.deleteWork(place)}">${t('posting.delete')}</a>
    </p>
  </li>`
}

function returned({ t }: Chrome, { reason, at }: NonNullable<MyWork['returned']>): Html {
  return html`<div class="notice danger">
    <p><strong>${t.rich('posting.returned', { date: day(t, at) })}</strong></p>
    <p class="as-typed" dir="auto">${reason}</p>
  </div>`
}

function contributionList(chrome: Chrome, { contributions, reasons }: MyWorksProps): Html {
  const { t } = chrome
  return html`<h2>${t('posting.contributions')}</h2>
    <ul class="my-works">
      ${contributions.map((one) => {
        const state = one.postedAt !== null ? 'posted' : one.heldAt !== null ? 'held' : 'draft'
        const place = { work: one.workId, chapter: one.id }
        const chapter = html`<a href="${paths.editChapter(place)}" dir="auto">${chapterName(t, one)}</a>`
        const work = html`<a href="${paths.work(place)}" ${languageOf(one.language)}>${one.workTitle}</a>`
        return html`<li>
          <p>${t.rich('posting.contribution', { chapter, work })} · <strong class="small">${t(STATES[state])}</strong></p>
          ${state === 'draft' && reasons.has(one.id) && returnedNotice(chrome, reasons.get(one.id)!)}
        </li>`
      })}
    </ul>`
}
