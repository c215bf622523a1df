import { canTakeAlong } from '../../works/permissions.ts'
import type { ReaderOfWork } from '../../reading/find-reader.ts'
import type { Reason } from '../../reading/hiding/list-reasons.ts'
import type { Reading } from '../../reading/find-reading.ts'
import type { ReaderMark } from '../../reading/list-reader-marks.ts'
import type { WorkPage } from '../../works/find-work-page.ts'
import type { WorkTag } from '../../works/list-work-tags.ts'
import { canAddChapter } from '../../works/permissions.ts'
import { downloadLinks } from '../books/download-links.ts'
import { addressesOf, alternates, feedLine } from '../feeds/feed-links.ts'
import { feeds, paths } from '../paths.ts'
import { keepOffline } from '../offline/keep-offline.ts'
import { markForms, readSign } from '../reading/read-marks.ts'
import { keepWork } from '../reading/keep-buttons.ts'
import { tagLink, warningLine } from '../ui/blurb.ts'
import { banner } from '../ui/banner.ts'
import { byline } from '../ui/byline.ts'
import { continueForGuests, continuePath, continueWords, unreadWords } from '../ui/continue-link.ts'
import { hiddenMark } from '../ui/hide-control.ts'
import { type Content, html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { languageName } from '../ui/language-name.ts'
import { languageOf, prose } from '../ui/prose.ts'
import { readingTime } from '../ui/reading-time.ts'
import { day } from '../ui/time.ts'
import { afterWork } from './after-work.ts'
import { chapterTitle } from './chapter-menu.ts'
import { newTagsNotice } from './edit/new-tags.ts'
import { stateNotice } from './notices.ts'
import { type Responses, responses } from './responses.ts'

export interface WorkProps extends WorkPage {
  said: Responses
  /** Null for guests. */
  reader: ReaderOfWork | null
  reading: Reading | null
  /** Null: the viewer has not begun. */
  mark: ReaderMark | null
  challenges: ReadonlyArray<{ id: number; title: string }>
  hasFeed: boolean
  /** Why lists are without it for this viewer. */
  hiddenBy: readonly Reason[]
  /** For an author who has just posted: tags that no other work has. */
  newTags: readonly string[]
}

export function workPage(chrome: Chrome, props: WorkProps): Html {
  const { t } = chrome
  const { work, hasFeed, hiddenBy } = props
  const ways = addressesOf(feeds.work, { work: work.id })
  return layout(
    chrome,
    {
      title: work.title,
      unlisted: work.state !== 'posted' || work.gates.ageConsent,
      alternates: hasFeed ? alternates(work.title, ways) : [],
    },
    html`<article class="work">
        <header class="work-head">
          <h1><span ${languageOf(work.language)}>${work.title}</span></h1>
          <p>${byline(t, work.creators)}</p>
          ${work.featured && html`<p class="featured-mark">${t(work.featured === 'now' ? 'featured.mark' : 'featured.pastMark')}</p>`}
          ${stateNotice(t, work)} ${newTagsNotice(t, props.newTags)} ${hiddenBy.length > 0 && hiddenMark(t, work, hiddenBy)}
        </header>
        ${banner(t, work.bannerUrl)} ${prose('summary prose', work.language, work.summaryHtml)} ${buttons(chrome, props)}
        ${keepWork(chrome, props.reader, work, canTakeAlong(work) && keepOffline(chrome, { work: work.id, chapters: props.chapters.length }))}
        ${tags(chrome, props)}
        ${facts(chrome, props)} ${contents(chrome, props)}
      </article>
      ${afterWork(chrome, work)} ${hasFeed && feedLine(chrome, ways, 'feeds.followWork')} ${responses(chrome, work, props.said)}`,
  )
}

function buttons(chrome: Chrome, { work, chapters, mark }: WorkProps): Html {
  const { t, viewer } = chrome
  const place = { work: work.id }
  const first = chapters[0]
  return html`<div class="buttons work-buttons">
    ${continueButton(chrome, { work, mark })}
    ${first && html`<a class="button${mark?.next ? ' quiet' : ''}" href="${paths.chapter({ ...place, chapter: first.id })}">${t('reading.start')}</a>`}
    <ul class="tools">
      ${chapters.length > 1 && html`<li><a href="${paths.wholeWork(place)}">${t('reading.whole')}</a></li>`}
      ${chapters.length > 0 && html`<li><a href="${paths.printWork(place)}" rel="nofollow">${t('reading.print')}</a></li>`}
      ${chapters.length > 0 && canTakeAlong(work) && html`<li>${downloadLinks(chrome, work)}</li>`}
      ${work.seesDrafts && html`<li><a href="${paths.editWork(place)}">${t('reading.edit')}</a></li>`}
      ${canAddChapter(viewer, work) && html`<li><a href="${paths.newChapter(place)}">${t('reading.addChapter')}</a></li>`}
    </ul>
  </div>`
}

/** For guests the browser fills it in: web/browser/continue-here.js. */
function continueButton({ t, viewer }: Chrome, { work, mark }: Pick<WorkProps, 'work' | 'mark'>): Html | false {
  if (viewer.kind === 'guest') return continueForGuests(t, { workId: work.id })
  if (!mark?.next) return false
  return html`<a class="button" href="${continuePath(work.id, mark.next)}">${continueWords(t, work, mark.next)}</a>`
}

/** Warnings first; a line for each vocabulary; what would spoil the work behind a click. */
function tags(chrome: Chrome, props: WorkProps): Html {
  const { t } = chrome
  const warnings = props.tags.filter((tag) => tag.role === 'warning' && tag.spoiler === 0 && tag.inHead === 1)
  const others = props.tags.filter((tag) => tag.role !== 'rating' && tag.inHead === 1 && !warnings.includes(tag))
  const groups = [...Map.groupBy(others, (tag) => tag.vocabularySlug).values()]
  const { rating } = props.work
  return html`${warnings.length > 0 && warningLine(t, warnings)}
    <dl class="lines">
      ${rating && line(t('reading.rating'), tagLink(rating))}
      ${groups.map((group) => (group[0]!.spoiler === 1 ? spoilers(chrome, group) : line(group[0]!.vocabularyName, tagLinks(group))))}
      ${props.series.length > 0 && line(t('reading.series'), seriesLinks(chrome, props))}
      ${props.challenges.length > 0 && line(t('challenges.of'), challengeLinks(props))}
    </dl>`
}

function line(label: string, content: Content): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd>${content}</dd>
  </div>`
}

function tagLinks(group: readonly WorkTag[]): Html {
  return html`${group.map((tag, index) => html`${index > 0 && ', '}${tagLink(tag)}`)}`
}

function spoilers({ t }: Chrome, group: readonly WorkTag[]): Html {
  const name = group[0]!.vocabularyName
  const hidden = html`<details>
    <summary>${t('reading.showSpoilers', { name })}</summary>
    ${tagLinks(group)}
  </details>`
  return line(name, hidden)
}

function seriesLinks({ t }: Chrome, { series }: WorkProps): Html {
  return html`${series.map(({ id, title, position }, index) => {
    const link = html`<a href="${paths.series({ series: id })}" dir="auto">${title}</a>`
    return html`${index > 0 && ', '}${t.rich('reading.seriesPart', { position, series: link })}`
  })}`
}

function challengeLinks({ challenges }: WorkProps): Html {
  return html`${challenges.map(
    ({ id, title }, index) =>
      html`${index > 0 && ', '}<a href="${paths.challenge({ challenge: id })}" dir="auto">${title}</a>`,
  )}`
}

function facts({ t }: Chrome, { work, said }: WorkProps): Html {
  const fact = (label: string, value: Content) =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>`
  const time = readingTime(t, work.wordCount, work.language)
  return html`<dl class="numbers">
    ${fact(t('reading.status'), work.isComplete ? t('reading.complete') : t('reading.inProgress'))}
    ${fact(t('reading.chapters'), t.number(work.chapterCount))} ${fact(t('reading.words'), t.number(work.wordCount))}
    ${time !== '' && html`<div class="reading-time"><dt>${t('reading.time')}</dt><dd>${time}</dd></div>`}
    ${work.postedAt !== null && fact(t('reading.published'), day(t, work.postedAt))}
    ${fact(t('reading.updated'), day(t, work.updatedAt))} ${fact(t('reading.language'), languageName(work.language))}
    ${fact(t('reading.reviews'), html`<a href="${paths.workReviews({ work: work.id })}">${t.number(said.section.total)}</a>`)}
    ${fact(t('reading.kudos'), t.number(said.kudos.count))} ${fact(t('reading.reads'), t.number(work.readCount))}
    ${work.seesDrafts && fact(t('books.downloads'), t.number(work.downloadCount))}
  </dl>`
}

function contents(chrome: Chrome, { work, chapters, reading, mark }: WorkProps): Html {
  const { t } = chrome
  return html`<section class="contents" id="chapters">
    <h2>${t('reading.chapters')}</h2>
    ${mark && html`<p class="quiet">${unreadWords(t, mark)}</p>`}
    ${work.isRoundRobin && html`<p class="quiet">${t('reading.roundRobin')}</p>`}
    ${chapters.length === 0 && html`<p class="empty">${t('reading.noChapters')}</p>`}
    <ol>
      ${chapters.map(
        (chapter, index) =>
          html`<li>
            <a href="${paths.chapter({ work: work.id, chapter: chapter.id })}" dir="auto">${chapterTitle(t, chapter, index + 1)}</a>
            ${chapter.author && byline(t, [chapter.author])} ${readSign(t, reading, chapter.id)}
            <span class="quiet small">
              ${t('reading.wordCount', { count: chapter.wordCount })} ·
              ${chapter.postedAt === null ? t('reading.draftChapter') : day(t, chapter.postedAt)}
            </span>
          </li>`,
      )}
    </ol>
    ${reading && markForms(chrome, { workId: work.id, chapters, reading, titleOf: (chapter, number) => chapterTitle(t, chapter, number) })}
  </section>`
}
