// What stands directly below a tag in its vocabulary: the most used of it on the tag's page, all of it on one of its own.
import type { Paged } from '../../store/paging.ts'
import type { FoundTag } from '../../tags/find-tag.ts'
import type { TagLine } from '../../works/list-tags.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { tagEntry } from './vocabulary-page.ts'
import { pastTheEnd } from './work-list.ts'

/** More would make the page heavier than its works. */
const MOST_SHOWN = 30

type Above = Pick<FoundTag, 'name' | 'slug' | 'vocabularySlug' | 'vocabularyName'>

export function belowPart(chrome: Chrome, tag: Above, children: readonly TagLine[]): Html | false {
  const { t } = chrome
  const { name } = tag
  if (children.length === 0) return false
  return html`<details class="below">
    <summary>${t('browse.below', { name })}</summary>
    ${entries(chrome, tag, mostUsed(children))}
    ${children.length > MOST_SHOWN && html`<p><a href="${paths.belowTag(placeOf(tag))}">${t('browse.belowAll', { name, count: children.length })}</a></p>`}
  </details>`
}

function mostUsed(children: readonly TagLine[]): readonly TagLine[] {
  if (children.length <= MOST_SHOWN) return children
  return children.toSorted((one, other) => other.workCount - one.workCount).slice(0, MOST_SHOWN)
}

export function belowPage(chrome: Chrome, tag: Above, { rows, total, page, pageCount }: Paged<TagLine>): Html {
  const { t } = chrome
  const { name } = tag
  const linkTo = (page: number) => paths.belowTag(placeOf(tag), { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: t('browse.below', { name }) },
    html`<p class="crumbs">
        <a href="${paths.vocabulary({ vocabulary: tag.vocabularySlug })}">${tag.vocabularyName}</a> ›
        <a href="${paths.tag(placeOf(tag))}" dir="auto">${name}</a>
      </p>
      <h1 dir="auto">${t('browse.below', { name })}</h1>
      ${total === 0 && html`<p class="empty">${t('browse.belowNone', { name })}</p>`}
      ${total > 0 && rows.length === 0 && pastTheEnd(t, linkTo)} ${rows.length > 0 && entries(chrome, tag, rows)}
      ${pager({ t, page, pageCount, linkTo })}`,
  )
}

function entries({ t }: Chrome, { vocabularySlug }: Above, tags: readonly TagLine[]): Html {
  return html`<ul class="entries">
    ${tags.map((tag) => html`<li>${tagEntry(t, vocabularySlug, tag)}</li>`)}
  </ul>`
}

function placeOf({ vocabularySlug, slug }: Above) {
  return { vocabulary: vocabularySlug, tag: slug }
}
