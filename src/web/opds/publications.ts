import type { Publication } from '../../export/opds/catalogue.ts'
import { htmlToText } from '../../text/html-to-text.ts'
import { languageTag } from '../../text/language-tag.ts'
import { type Blurb, listBlurbs } from '../../works/list-blurbs.ts'
import { listSeriesOfWorks, type SeriesPlace } from '../../works/list-series-of-work.ts'
import type { WorkTag } from '../../works/list-work-tags.ts'
import { absoluteHtml } from '../absolute-html.ts'
import { COVER_TYPE } from '../books/cover-route.ts'
import { FORMATS } from '../books/formats.ts'
import { shownTags } from '../feeds/work-entries.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import type { Desk } from './desk.ts'

/** Works as the catalogue tells of them, in this order. */
export async function publicationsOf(desk: Desk, ids: readonly number[]): Promise<Publication[]> {
  const [works, series] = await Promise.all([
    listBlurbs(desk.db, desk.viewer, ids),
    listSeriesOfWorks(desk.db, desk.viewer, ids),
  ])
  return works.map((work) => publicationOf(desk, work, series.get(work.id) ?? []))
}

function publicationOf(desk: Desk, work: Blurb, series: readonly SeriesPlace[]): Publication {
  const { origin, ways, urn } = desk
  const t = desk.c.get('t')
  const path = paths.work({ work: work.id })
  const facts = factsOf(t, work)
  return {
    id: urn(`work ${work.id}`),
    title: work.title,
    language: languageTag(work.language),
    creators: work.creators.map(({ name, slug }) => ({
      name,
      page: origin + paths.author({ slug }),
      works: origin + ways.author({ slug }),
    })),
    publishedAt: work.postedAt ?? work.updatedAt,
    updatedAt: work.updatedAt,
    summary: work.summaryHtml === null ? '' : htmlToText(work.summaryHtml),
    extent: t('reading.wordCount', { count: work.wordCount }),
    facts,
    contentHtml: contentOf(desk, work, { path, facts }).text,
    subjects: shownTags(work.tags).map(({ name, slug, vocabularySlug }) => ({
      name,
      term: slug,
      scheme: origin + paths.vocabulary({ vocabulary: vocabularySlug }),
      works: origin + ways.tag({ vocabulary: vocabularySlug, tag: slug }),
    })),
    series: series.map(({ id, title, position }) => ({
      title,
      position,
      page: origin + paths.series({ series: id }),
      works: origin + ways.series({ series: id }),
    })),
    page: origin + path,
    acquisitions: acquisitionsOf(desk, work),
    images: [{ href: origin + paths.workCover({ work: work.id }), type: COVER_TYPE }],
  }
}

const PDF = { path: paths.bookPdf, mime: 'application/pdf' }
const AZW3 = { path: paths.bookAzw3, mime: 'application/vnd.amazon.mobi8-ebook' }

/** What waits behind a gate, or is to be read here alone, has no book for this reader: its link leads to its page. */
function acquisitionsOf({ c, origin }: Desk, { id, gate, mayTakeAlong }: Blurb): Publication['acquisitions'] {
  if (gate !== null || !mayTakeAlong)
    return [{ href: origin + paths.work({ work: id }), type: 'text/html', isBook: false }]
  const { makes } = c.get('chrome')
  return [...FORMATS, ...(makes.pdf ? [PDF] : []), ...(makes.azw3 ? [AZW3] : [])].map(({ path, mime }) => ({
    href: origin + path({ work: id }),
    type: mime.replace(/;.*/, ''),
    isBook: true,
  }))
}

function factsOf(t: Messages, work: Blurb): string {
  const facts = [
    work.ratingName,
    work.isComplete ? t('reading.complete') : t('reading.inProgress'),
    t('reading.wordCount', { count: work.wordCount }),
    t('reading.chapterCount', { count: work.chapterCount }),
  ]
  return facts.filter((fact) => fact !== null).join(' · ')
}

/** Many programs show this and nothing else of a work. */
function contentOf({ c, origin }: Desk, work: Blurb, { path, facts }: { path: string; facts: string }): Html {
  const t = c.get('t')
  const groups = [...Map.groupBy(shownTags(work.tags), (tag) => tag.vocabularyName)]
  const summary =
    work.summaryHtml === null
      ? html`<p>${t('reading.summaryBehindConsent')}</p>`
      : trusted(absoluteHtml(work.summaryHtml, path, { origin, sites: c.get('oldSites') }))
  return html`<p>${facts}</p>${summary}${groups.map(([name, tags]) => tagLine(name, tags))}`
}

function tagLine(name: string, tags: readonly WorkTag[]): Html | false {
  if (tags[0]!.role === 'rating') return false
  return html`<p><b>${name}:</b> ${tags.map((tag) => tag.name).join(', ')}</p>`
}

/** When the list changed last, as far as it tells. */
export function latestOf(publications: readonly Publication[]): number {
  return publications.reduce((latest, { updatedAt }) => Math.max(latest, updatedAt), 0)
}
