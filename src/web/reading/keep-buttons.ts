// The buttons by which a member keeps a series or an author, or follows a work: plain forms, for members alone.
import type { Reader, ReaderOfWork } from '../../reading/find-reader.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'
import { shelfControl } from '../ui/shelf-control.ts'

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
    ${followPath !== null && followButton(t, { followPath, follows, look: 'quiet' })}
  </div>`
}

interface FollowProps {
  followPath: string
  follows: boolean
  look: 'quiet' | 'link'
}

function followButton(t: Chrome['t'], { followPath, follows, look }: FollowProps): Html {
  return html`<form method="post" action="${followPath}">
    ${follows && html`<input type="hidden" name="back" value="yes" />`}
    <button class="${look}" type="submit">${t(follows ? 'following.unfollow' : 'following.follow')}</button>
  </form>`
}

/** In one line, so that it stays quiet beside "Start reading". `offline` is for guests as well. */
export function keepWork(
  { t }: Chrome,
  reader: ReaderOfWork | null,
  work: { id: number; title: string; isCreator: boolean; state: string },
  offline: Html | false = false,
): Html | false {
  const isShelved = reader !== null && work.state === 'posted'
  if (!isShelved && !offline) return false
  return html`<div class="keep" id="keep">${isShelved && shelveAndFollow(t, reader, work)} ${offline}</div>`
}

function shelveAndFollow(
  t: Chrome['t'],
  { follows, shelves }: ReaderOfWork,
  work: { id: number; title: string; isCreator: boolean },
): Html {
  const followPath = work.isCreator && !follows ? null : paths.workSubscription({ work: work.id })
  return html`${shelfControl(t, { id: work.id, title: work.title, shelves })}
  ${followPath !== null && followButton(t, { followPath, follows, look: 'link' })}`
}
