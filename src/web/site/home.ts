import { isAdmin } from '../../people/viewer.ts'
import type { ContinuedWork } from '../../reading/list-continuing.ts'
import type { News } from '../../site/list-news.ts'
import type { Poll } from '../../talk/polls.ts'
import type { Vocabulary } from '../../tags/find-vocabulary.ts'
import { addressesOf, archiveFeeds, feedLine } from '../feeds/feed-links.ts'
import { waysIn } from '../browse/browse-page.ts'
import { feeds, paths } from '../paths.ts'
import { type HomeSearch, homeSearches } from '../reading/searches/home-searches.ts'
import { continueList, continueListOfGuests } from '../reading/continue-list.ts'
import { blurb, type BlurbProps } from '../ui/blurb.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { newsItem } from './news-page.ts'
import { homePoll } from './poll-page.ts'

export interface HomeProps {
  slogan: string
  welcomeHtml: string
  news: News | null
  /** The open question to members. */
  poll: Poll | null
  hasShouts: boolean
  featured: readonly BlurbProps[]
  recent: readonly BlurbProps[]
  vocabularies: readonly Vocabulary[]
  continued: readonly ContinuedWork[]
  searches: readonly HomeSearch[]
}

export function homePage(chrome: Chrome, props: HomeProps): Html {
  const { t } = chrome
  return layout(
    chrome,
    {
      title: props.slogan || t('home.browse'),
      shape: 'home',
      afterScript: chrome.viewer.kind === 'guest',
      description: props.slogan,
      alternates: archiveFeeds(chrome),
    },
    html`<header class="home-head">
        <h1>${chrome.archiveName}</h1>
        ${props.slogan && html`<p class="slogan">${props.slogan}</p>`}
      </header>
      ${props.welcomeHtml && html`<div class="prose welcome">${trusted(props.welcomeHtml)}</div>`}
      ${chrome.viewer.kind === 'guest' ? continueListOfGuests(chrome) : continueList(chrome, props.continued)}
      ${homeSearches(chrome, props.searches)} ${props.news && newsSection(chrome, props.news)} ${props.poll && homePoll(chrome, props.poll)}
      ${props.hasShouts && html`<p><a href="${paths.shouts({})}">${t('shouts.title')}</a></p>`} ${props.recent.length === 0 && emptyArchive(chrome)}
      ${works(t('home.featured'), props.featured, chrome)} ${works(t('home.recent'), props.recent, chrome)}
      ${props.recent.length > 0 && html`<p><a href="${paths.works({})}">${t('home.allRecent')}</a></p>`}
      ${feedLine(chrome, addressesOf(feeds.updated, {}), 'feeds.followArchive')}
      <section>
        <h2>${t('home.browse')}</h2>
        ${waysIn(
          chrome,
          props.vocabularies.filter((one) => one.inBrowse === 1),
        )}
      </section>`,
  )
}

function newsSection(chrome: Chrome, news: News): Html {
  const { t } = chrome
  return html`<section class="home-news">
    <h2>${t('home.news')}</h2>
    ${newsItem(chrome, news)}
    <p><a href="${paths.newsList({})}">${t('home.moreNews')}</a></p>
  </section>`
}

function works(title: string, list: readonly BlurbProps[], { t }: Chrome): Html | false {
  return (
    list.length > 0 &&
    html`<section>
      <h2>${title}</h2>
      <div class="works">${list.map((work) => blurb(t, work))}</div>
    </section>`
  )
}

function emptyArchive({ t, viewer }: Chrome): Html {
  const register = html`<a href="${paths.register({}, { to: paths.newWork({}) })}">${t('home.registerLink')}</a>`
  const post = html`<a href="${paths.newWork({})}">${t('home.postLink')}</a>`
  const settings = html`<a href="${paths.archiveSettings({})}">${t('home.settingsLink')}</a>`
  const kinds = html`<a href="${paths.vocabularies({})}">${t('home.kindsLink')}</a>`
  return html`<p class="empty">
    ${t('home.empty')} ${viewer.kind === 'guest' ? t.rich('home.emptyGuest', { register }) : t.rich('home.emptyMember', { post })}
    ${isAdmin(viewer) && t.rich('home.emptyOwner', { settings, kinds })}
  </p>`
}
