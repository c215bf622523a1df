import type { Alikes } from '../../../moderation/tags/list-alikes.ts'
import { paths } from '../../paths.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { pager } from '../../ui/pager.ts'
import { ownerMenu } from '../owner-menu.ts'
import { deskWays, tagLink } from './tag-parts.ts'

export function alikePage(chrome: Chrome, { pairs, looking }: Alikes): Html {
  const { t } = chrome
  const linkTo = (page: number) => paths.alikeTags({}, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: t('wrangling.alike'), unlisted: true },
    html`${ownerMenu(chrome)} ${deskWays(chrome)}
      <h1>${t('wrangling.alike')}</h1>
      <p>${t('alike.intro')}</p>
      ${looking && html`<p class="notice">${t('alike.looking', { ...looking })}</p>`}
      ${pairs.total === 0 && !looking && html`<p class="empty">${t('alike.empty')}</p>`}
      <ul class="queue">
        ${pairs.rows.map((pair) => html`<li>${row(chrome, pair)}</li>`)}
      </ul>
      ${pager({ t, page: pairs.page, pageCount: pairs.pageCount, linkTo })}`,
  )
}

function row({ t }: Chrome, { how, better, other, betterWorks, otherWorks }: Alikes['pairs']['rows'][number]): Html {
  const synonym = paths.tagDeed({}, { kind: 'synonym', tag: other.id, into: better.id })
  return html`<p>
      ${tagLink(other)} <span class="small quiet">${t('wrangling.works', { count: otherWorks })}</span> ·
      ${tagLink(better)} <span class="small quiet">${t('wrangling.works', { count: betterWorks })}</span>
    </p>
    <p class="small quiet">${t(`alike.${how}`)}</p>
    <form method="post" action="${paths.alikeTags({})}" class="tools">
      <input type="hidden" name="tag" value="${better.id}" /><input type="hidden" name="other" value="${other.id}" />
      <a href="${synonym}" dir="auto">${t('alike.use', { name: better.name })}</a>
      <button class="quiet" type="submit">${t('alike.differ')}</button>
    </form>`
}
