import type { Reason } from '../../reading/hiding/list-reasons.ts'
import type { ReaderMark } from '../../reading/list-reader-marks.ts'
import { BoundedMap } from '../../store/bounded-map.ts'
import type { WorkShelves } from '../../reading/work-shelves.ts'
import type { Blurb } from '../../works/list-blurbs.ts'
import type { WorkTag } from '../../works/list-work-tags.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { byline } from './byline.ts'
import { hiddenMark, hideButton } from './hide-control.ts'
import { type Content, flat, html, type Html, NOTHING } from './html.ts'
import { continueLink, unreadWords } from './continue-link.ts'
import { languageOf, prose } from './prose.ts'
import { readingTime } from './reading-time.ts'
import { shelfControl } from './shelf-control.ts'
import { day } from './time.ts'

export interface BlurbProps extends Blurb {
  /** Null: for guests, and where the member has not begun. */
  mark: ReaderMark | null
  /** Null for guests. */
  shelves: WorkShelves | null
  /** Why it is hidden, where hidden works are shown this time. */
  hiddenBy?: readonly Reason[]
}

const MOST_TAGS = 24

/** A work in a list; every list shows its works through this. */
export function blurb(t: Messages, work: BlurbProps): Html {
  const { head, body } = partsOf(t, work)
  const { hiddenBy } = work
  return html`<article class="blurb" id="work-${work.id}">
    ${head}
    ${hiddenBy && hiddenBy.length > 0 && hiddenMark(t, work, hiddenBy)}
    ${body}
    ${work.mark && readerMark(t, work, work.mark)} ${shelves(t, work)}
  </article>`
}

/** What is the same for whoever may see as much of the work. */
const SHOWN = [
  'id',
  'title',
  'language',
  'creators',
  'summaryHtml',
  'ratingName',
  'isComplete',
  'isRoundRobin',
  'wordCount',
  'chapterCount',
  'updatedAt',
  'reviewCount',
  'kudosCount',
  'readCount',
  'tags',
] as const

type Shown = Pick<BlurbProps, (typeof SHOWN)[number]>

interface Parts {
  head: Html
  body: Html
}

const MOST_KEPT = 10_000
const MOST_ONCE = 50_000

/** By work, as long as all that is shown is the same. No weak map: sweeping a large one costs more than it saves. */
const kept = new BoundedMap<number, { t: Messages; values: readonly unknown[]; parts: Parts }>(MOST_KEPT)

/** Most works are not shown again soon: what is kept of those that never are costs a fifth of showing them. */
const shownOnce = new BoundedMap<number, true>(MOST_ONCE)

function partsOf(t: Messages, work: Shown): Parts {
  const found = kept.get(work.id)
  if (found?.t === t && SHOWN.every((name, index) => found.values[index] === work[name])) return found.parts
  const parts = { head: headOf(t, work), body: bodyOf(t, work) }
  if (!found && !shownOnce.get(work.id)) {
    shownOnce.set(work.id, true)
    return parts
  }
  const flatParts = { head: flat(parts.head), body: flat(parts.body) }
  kept.set(work.id, { t, values: SHOWN.map((name) => work[name]), parts: flatParts })
  return flatParts
}

function headOf(t: Messages, work: Shown): Html {
  return html`<h3 class="blurb-title">
      <a href="${paths.work({ work: work.id })}"${languageOf(work.language)}>${work.title}</a>
      ${byline(t, work.creators)}
    </h3>`
}

function bodyOf(t: Messages, work: Shown): Html {
  return html`<p class="facts">${facts(t, work)}</p>
    ${work.summaryHtml === null ? html`<p class="summary quiet">${t('reading.summaryBehindConsent')}</p>` : prose('summary', work.language, work.summaryHtml)}
    ${tagParts(t, work)}
    <p class="counts">${counts(t, work)}</p>`
}

function tagParts(t: Messages, { id, tags: all }: Shown): Html {
  const [warnings, tags, spoilers]: [WorkTag[], WorkTag[], WorkTag[]] = [[], [], []]
  for (const tag of all) {
    if (tag.role === 'rating' || tag.onBlurb === 0) continue
    const group = tag.spoiler === 1 ? spoilers : tag.role === 'warning' ? warnings : tags
    group.push(tag)
  }
  return html`${warnings.length > 0 && warningLine(t, warnings)} ${tags.length > 0 && tagList(t, id, tags)}
    ${spoilers.length > 0 && spoilerTags(t, id, spoilers)}`
}

/** What waits for the member's consent cannot be put anywhere before, but hidden. */
function shelves(t: Messages, { id, title, shelves, summaryHtml }: BlurbProps): Html | false {
  if (shelves === null) return false
  return summaryHtml === null ? html`<p>${hideButton(t, { id, title })}</p>` : shelfControl(t, { id, title, shelves })
}

function facts(t: Messages, work: Shown): Html {
  const words = [
    work.ratingName,
    work.isComplete ? t('reading.complete') : t('reading.inProgress'),
    work.isRoundRobin && t('reading.roundRobin'),
    html`${t('reading.wordCount', { count: work.wordCount })}${inBrackets(readingTime(t, work.wordCount, work.language))}`,
    t('reading.chapterCount', { count: work.chapterCount }),
    t.rich('reading.updatedOn', { date: day(t, work.updatedAt) }),
  ]
  return inLine(words)
}

/** With a dot between each two. */
function inLine(words: readonly Content[]): Html {
  let line = NOTHING
  for (const word of words) {
    if (word === null || word === false) continue
    line = line === NOTHING ? html`<span>${word}</span>` : html`${line} · <span>${word}</span>`
  }
  return line
}

function inBrackets(time: string): Html | false {
  return time !== '' && html`<span class="reading-time"> (${time})</span>`
}

export function warningLine(t: Messages, warnings: ReadonlyArray<Parameters<typeof tagLink>[0]>): Html {
  return html`<p class="warnings">
    <span class="sign" aria-hidden="true">⚠</span> <strong>${t('reading.warnings')}</strong>
    ${warnings.map((tag, index) => html`${index > 0 && ', '}${tagLink(tag)}`)}
  </p>`
}

type LinkedTag = Pick<WorkTag, 'name' | 'slug' | 'vocabularySlug'>

export function tagLink(tag: LinkedTag): Html {
  return html`<a href="${paths.tag({ vocabulary: tag.vocabularySlug, tag: tag.slug })}" dir="auto">${tag.name}</a>`
}

function tagList(t: Messages, workId: number, tags: readonly WorkTag[]): Html {
  const rest = tags.length - MOST_TAGS
  return html`<ul class="tags">
    ${tags.slice(0, MOST_TAGS).map((tag) => html`<li>${tagLink(tag)}</li>`)}
    ${rest > 0 && html`<li><a href="${paths.work({ work: workId })}">${t('reading.moreTags', { count: rest })}</a></li>`}
  </ul>`
}

/** What would spoil the story waits for a click, kind by kind. */
function spoilerTags(t: Messages, workId: number, tags: readonly WorkTag[]): Html {
  const groups = [...Map.groupBy(tags, (tag) => tag.vocabularySlug).values()]
  return html`${groups.map(
    (group) =>
      html`<details class="spoilers">
        <summary>${t('reading.showSpoilers', { name: group[0]!.vocabularyName })}</summary>
        ${tagList(t, workId, group)}
      </details>`,
  )}`
}

/** Where the member goes on, and how much they have before them. */
function readerMark(t: Messages, work: BlurbProps, mark: ReaderMark): Html {
  const { next } = mark
  return html`<p class="reader-mark">
    ${next && continueLink(t, work, next)}
    <span class="unread">${unreadWords(t, mark)}</span>
  </p>`
}

function counts(t: Messages, work: Shown): Html {
  const words: Html[] = []
  if (work.reviewCount > 0)
    words.push(
      html`<a href="${paths.workReviews({ work: work.id })}"
        >${t('reading.reviewCount', { count: work.reviewCount })}</a
      >`,
    )
  if (work.kudosCount > 0) words.push(html`${t('reading.kudosCount', { count: work.kudosCount })}`)
  if (work.readCount > 0) words.push(html`${t('reading.readCount', { count: work.readCount })}`)
  return inLine(words)
}
