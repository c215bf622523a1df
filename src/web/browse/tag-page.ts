import type { FoundTag } from '../../tags/find-tag.ts'
import type { TagAround } from '../../tags/list-around.ts'
import type { TagLine } from '../../works/list-tags.ts'
import { addressesOf, alternates } from '../feeds/feed-links.ts'
import { bundleLink } from '../bundles/bundle-link.ts'
import { feeds, paths } from '../paths.ts'
import { hideOffer } from '../find/hide-offer.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { booksOf } from '../find/list-address.ts'
import { type Finding, findingRoom } from '../find/finding.ts'
import { aroundPart } from './tag-around.ts'
import { belowPart } from './below-page.ts'

export interface TagProps {
  tag: FoundTag
  parents: ReadonlyArray<{ name: string; slug: string; vocabularySlug: string }>
  /** Directly below it in its vocabulary. */
  children: readonly TagLine[]
  around: readonly TagAround[]
  finding: Finding
}

export function tagPage(chrome: Chrome, props: TagProps): Html {
  const { t } = chrome
  const { tag, finding } = props
  const { total, isFiltered } = finding.list
  const ways = addressesOf(feeds.tag, { vocabulary: tag.vocabularySlug, tag: tag.slug })
  return layout(
    chrome,
    { title: tag.name, alternates: alternates(tag.name, ways), shape: 'wide', unlisted: isFiltered },
    html`${crumbs(props)}
      <h1 dir="auto">${tag.name}</h1>
      ${tag.imageUrl !== null && picture(chrome, tag.name, tag.imageUrl)}
      ${chrome.viewer.kind === 'member' && hideOffer(t, { kind: 'tag', ...tag }, finding.list)}
      ${tag.descriptionHtml !== '' && html`<div class="prose">${trusted(tag.descriptionHtml)}</div>`}
      ${aroundPart(chrome, props)}
      ${belowPart(chrome, tag, props.children)}
      ${findingRoom(chrome, finding, {
        empty: t('browse.noWorks'),
        foot: html`${total > 0 && bundleLink(chrome, booksOf(finding.list, paths.tagBooks({ vocabulary: tag.vocabularySlug, tag: tag.slug })))}`,
        feed: ways,
      })}`,
  )
}

/** Pages load nothing from other hosts: a picture that lies elsewhere is a link. */
function picture({ t }: Chrome, name: string, address: string): Html | false {
  if (/^\/(?!\/)/.test(address)) return html`<p><img src="${address}" alt="${name}" loading="lazy" /></p>`
  if (!/^https?:\/\//i.test(address)) return false
  return html`<p><a href="${address}" rel="nofollow noopener ugc">${t('browse.picture')}</a></p>`
}

function crumbs({ tag, parents }: TagProps): Html {
  return html`<p class="crumbs">
    <a href="${paths.vocabulary({ vocabulary: tag.vocabularySlug })}">${tag.vocabularyName}</a>
    ${parents.map(
      ({ name, slug, vocabularySlug }, index) =>
        html`${index === 0 ? ' › ' : ', '}<a href="${paths.tag({ vocabulary: vocabularySlug, tag: slug })}" dir="auto">${name}</a>`,
    )}
  </p>`
}
