import type { AlsoLiked } from '../../search/ways/also-liked.ts'
import type { Similar } from '../../search/ways/similar-works.ts'
import type { KnownTags } from '../../tags/known-tags.ts'
import type { FoundWork } from '../../works/find-work.ts'
import { type Finding, findingRoom } from '../find/finding.ts'
import { paths } from '../paths.ts'
import { blurb, tagLink } from '../ui/blurb.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { languageOf } from '../ui/prose.ts'

const MOST_REASONS = 5

export interface SimilarProps {
  work: FoundWork
  finding: Finding
  /** Those on this page. */
  similar: readonly Similar[]
  tags: KnownTags
}

export function similarPage(chrome: Chrome, { work, finding, similar, tags }: SimilarProps): Html {
  const { t } = chrome
  const reasonOf = new Map(similar.map((one) => [one.id, similarReason(chrome, one, tags)]))
  return layout(
    chrome,
    { title: t('ways.similarTo', { work: work.title }), shape: 'wide', unlisted: true },
    html`<h1>${t.rich('ways.similarTo', { work: linkTo(work) })}</h1>
      <p class="quiet">${t('ways.similarIntro')}</p>
      ${findingRoom(chrome, finding, { empty: t('ways.noSimilar', { work: work.title }), entries: withReasons(chrome, finding, reasonOf) })}`,
  )
}

export interface AlsoLikedProps {
  work: FoundWork
  finding: Finding
  liked: readonly AlsoLiked[]
}

export function alsoLikedPage(chrome: Chrome, { work, finding, liked }: AlsoLikedProps): Html {
  const { t } = chrome
  const reasonOf = new Map(liked.map(({ id, people }) => [id, html`${t('ways.peopleLike', { count: people })}`]))
  return layout(
    chrome,
    { title: t('ways.alsoLikedOf', { work: work.title }), shape: 'wide', unlisted: true },
    html`<h1>${t.rich('ways.alsoLikedOf', { work: linkTo(work) })}</h1>
      <p class="quiet">${t('ways.alsoLikedIntro')}</p>
      ${findingRoom(chrome, finding, { empty: t('ways.noAlsoLiked', { work: work.title }), entries: withReasons(chrome, finding, reasonOf) })}`,
  )
}

function linkTo(work: FoundWork): Html {
  return html`<a href="${paths.work({ work: work.id })}" ${languageOf(work.language)}>${work.title}</a>`
}

function withReasons({ t }: Chrome, { works }: Finding, reasonOf: ReadonlyMap<number, Html>): Html {
  return html`<div class="works">
    ${works.map((work) => html`${blurb(t, work)}<p class="why quiet">${reasonOf.get(work.id)}</p>`)}
  </div>`
}

function similarReason({ t }: Chrome, { shared, readers }: Similar, tags: KnownTags): Html {
  const links = shared
    .flatMap((id) => tags.get(id) ?? [])
    .slice(0, MOST_REASONS)
    .map((tag, index) => html`${index > 0 && ', '}${tagLink(tag)}`)
  return html`${links.length > 0 && t.rich('ways.bothHave', { tags: html`${links}` })}
  ${links.length > 0 && readers > 0 && ' · '} ${readers > 0 && t('ways.readersKeep', { count: readers })}`
}
