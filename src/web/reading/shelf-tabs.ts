import type { ShelfCounts } from '../../reading/list-bookmarks.ts'
import { BOOKMARK_KINDS, type BookmarkKind } from '../../reading/shelf.ts'
import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'

export interface TabsProps {
  kind: BookmarkKind
  counts: ShelfCounts
  linkTo: (kind: BookmarkKind) => string
}

/** The three kinds of things on a shelf, with how many there are of each. */
export function shelfTabs(t: Messages, { kind, counts, linkTo }: TabsProps): Html {
  return html`<nav class="tabs" aria-label="${t('shelves.kinds')}">
    <ul>
      ${BOOKMARK_KINDS.map((each) => {
        const current = each === kind && html` aria-current="page"`
        return html`<li><a href="${linkTo(each)}" ${current}>${t(`shelves.kind.${each}`, { count: counts[each] })}</a></li>`
      })}
    </ul>
  </nav>`
}
