// The buttons by which a member keeps a work, a series or an author: plain forms, for members alone.
import type { Reader } from '../../reading/find-reader.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

export interface KeepProps {
  reader: Reader
  bookmarkPath: string
  /** Null: this cannot be followed, or is the member's own. */
  followPath: string | null
}

export function keepButtons({ t }: Chrome, { reader, bookmarkPath, followPath }: KeepProps): Html {
  const { bookmarkId, follows } = reader
  return html`<div class="keep" id="keep">
    ${
      bookmarkId === null
        ? html`<form method="post" action="${bookmarkPath}">
            <button class="quiet" type="submit">${t('shelves.add')}</button>
          </form>`
        : html`<p>${t('shelves.added')} · <a href="${paths.bookmark({ bookmark: bookmarkId })}">${t('shelves.edit')}</a></p>`
    }
    ${followPath !== null && followButton(t, { followPath, follows })}
  </div>`
}

function followButton(t: Chrome['t'], { followPath, follows }: { followPath: string; follows: boolean }): Html {
  return html`<form method="post" action="${followPath}">
    ${follows && html`<input type="hidden" name="back" value="yes" />`}
    <button class="quiet" type="submit">${t(follows ? 'following.unfollow' : 'following.follow')}</button>
  </form>`
}

export function keepWork(
  chrome: Chrome,
  reader: Reader | null,
  work: { id: number; isCreator: boolean; state: string },
): Html | false {
  if (!reader || work.state !== 'posted') return false
  const place = { work: work.id }
  const followPath = work.isCreator && !reader.follows ? null : paths.workSubscription(place)
  return keepButtons(chrome, { reader, bookmarkPath: paths.workBookmark(place), followPath })
}
