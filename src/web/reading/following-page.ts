import type { FollowedWork } from '../../reading/list-followed.ts'
import type { Paged } from '../../store/paging.ts'
import { pastTheEnd } from '../browse/work-list.ts'
import { paths } from '../paths.ts'
import { blurb, type BlurbProps } from '../ui/blurb.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { day } from '../ui/time.ts'
import { type FollowingFeed, followingFeedPart } from './following-feed-part.ts'

export interface FollowingProps {
  followed: Paged<FollowedWork>
  works: ReadonlyMap<number, BlurbProps>
  authors: ReadonlyArray<{ name: string; slug: string }>
  feed: FollowingFeed
}

export function followingPage(chrome: Chrome, { followed, works, authors, feed }: FollowingProps): Html {
  const { t } = chrome
  const { page, pageCount, rows, total } = followed
  const linkTo = (page: number) => paths.following({}, { page: page === 1 ? null : page })
  const preferences = html`<a href="${paths.accountPreferences({})}">${t('following.preferences')}</a>`
  return layout(
    chrome,
    { title: t('following.title'), unlisted: true },
    html`<h1>${t('following.title')}</h1>
      <p class="quiet">${t.rich('following.mails', { preferences })}</p>
      <h2>${t('following.works')}</h2>
      ${total === 0 && html`<p class="empty">${t('following.empty')}</p>`}
      ${total > 0 && rows.length === 0 && pastTheEnd(t, linkTo)}
      <div class="works shelf">${rows.map((row) => entry(chrome, row, works.get(row.workId)))}</div>
      ${pager({ t, page, pageCount, linkTo })} ${authors.length > 0 && authorList(chrome, authors)}
      ${followingFeedPart(chrome, feed)}`,
  )
}

function entry(chrome: Chrome, { workId, readAt, hasNews }: FollowedWork, work: BlurbProps | undefined): Html | false {
  if (!work) return false
  const { t } = chrome
  const read = readAt === null ? t('following.never') : t.rich('following.readOn', { date: day(t, readAt) })
  return html`<div class="bookmark">
    ${blurb(t, work)}
    <form class="tools" method="post" action="${paths.workSubscription({ work: workId })}">
      <p>${hasNews && html`<strong class="news-mark">${t('following.news')}</strong> · `}<span class="quiet">${read}</span></p>
      ${unfollowFields(chrome, work.title)}
    </form>
  </div>`
}

function unfollowFields({ t, here }: Chrome, title: string): Html {
  return html`<input type="hidden" name="back" value="yes" />
    <input type="hidden" name="to" value="${here}" />
    <button class="link" type="submit" aria-label="${t('following.unfollowFull', { title })}">
      ${t('following.unfollow')}
    </button>`
}

function authorList(chrome: Chrome, authors: FollowingProps['authors']): Html {
  return html`<h2>${chrome.t('following.authors')}</h2>
    <ul class="my-works">
      ${authors.map(
        ({ name, slug }) =>
          html`<li>
            <form class="tools" method="post" action="${paths.authorSubscription({ slug })}">
              <p><a href="${paths.author({ slug })}" dir="auto">${name}</a></p>
              ${unfollowFields(chrome, name)}
            </form>
          </li>`,
      )}
    </ul>`
}
