import { FEED_FORMATS } from '../feeds/feed-links.ts'
import { feeds, paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'
import { day } from '../ui/time.ts'

export interface FollowingFeed {
  /** When an address was made; null: there is none. */
  madeAt: number | null
  /** Just made: its only appearance. With the scheme and host that it is to be typed with. */
  made?: { token: string; origin: string }
}

/** What a member's own feed is, and the address that opens it. */
export function followingFeedPart({ t }: Chrome, { madeAt, made }: FollowingFeed): Html {
  const label = t(madeAt === null ? 'feeds.makeAddress' : 'feeds.renewAddress')
  return html`<section id="feed">
    <h2>${t('feeds.ownTitle')}</h2>
    ${
      made &&
      html`<div class="notice good" role="status">
        <p>${t('feeds.ownMade')}</p>
        <ul>
          ${FEED_FORMATS.map((format) => html`<li class="feed-address">${t(`feeds.${format}`)}: <code>${made.origin}${feeds.following[format]({ token: made.token })}</code></li>`)}
        </ul>
      </div>`
    }
    <p class="quiet">${t('feeds.ownIntro')}</p>
    ${madeAt !== null && html`<p>${t.rich('feeds.ownMadeOn', { date: day(t, madeAt) })}</p>`}
    <form method="post" action="${paths.followingFeed({})}">
      <p class="buttons">
        <button class="quiet" type="submit">${label}</button>
        ${madeAt !== null && html`<button class="quiet" type="submit" formaction="${paths.revokeFollowingFeed({})}">${t('apps.revoke')}</button>`}
      </p>
    </form>
  </section>`
}
