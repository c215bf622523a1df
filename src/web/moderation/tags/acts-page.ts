import type { TagAct } from '../../../moderation/tags/list-tag-acts.ts'
import type { Paged } from '../../../store/paging.ts'
import { paths } from '../../paths.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { pager } from '../../ui/pager.ts'
import { ownerMenu } from '../owner-menu.ts'
import { actList, deskWays } from './tag-parts.ts'

export function actsPage(chrome: Chrome, { acts, isUndone }: { acts: Paged<TagAct>; isUndone: boolean }): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('wrangling.acts'), unlisted: true },
    html`${ownerMenu(chrome)} ${deskWays(chrome)}
      <h1>${t('wrangling.acts')}</h1>
      ${isUndone && html`<p class="notice good" role="status">${t('deed.undone')}</p>`}
      ${actList(chrome, acts.rows, t('deed.noActs'))}
      ${pager({ t, page: acts.page, pageCount: acts.pageCount, linkTo: (page) => paths.tagActs({}, { page }) })}`,
  )
}
