import type { News } from '../../site/list-news.ts'
import type { Paged } from '../../store/paging.ts'
import { paths } from '../paths.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { day } from '../ui/time.ts'

export function newsListPage(chrome: Chrome, news: Paged<News>): Html {
  const { t } = chrome
  const linkTo = (page: number) => paths.newsList({}, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: t('home.news') },
    html`<h1>${t('home.news')}</h1>
      ${news.rows.length === 0 && html`<p class="empty">${t('home.newsEmpty')}</p>`}
      ${news.rows.map((one) => html`<h2 dir="auto">${titleOf(one)}</h2>${newsBody(chrome, one)}`)}
      ${pager({ t, page: news.page, pageCount: news.pageCount, linkTo })}`,
  )
}

export function newsPage(chrome: Chrome, news: News): Html {
  return layout(
    chrome,
    { title: news.title },
    html`<h1 dir="auto">${news.title}</h1>
      ${newsBody(chrome, news)}`,
  )
}

export function newsItem(chrome: Chrome, news: News): Html {
  return html`<article class="news">
    <h3 dir="auto">${titleOf(news)}</h3>
    ${newsBody(chrome, news)}
  </article>`
}

function titleOf(news: News): Html {
  return html`<a href="${paths.news({ news: news.id })}">${news.title}</a>`
}

function newsBody(chrome: Chrome, news: News): Html {
  return html`${signature(chrome, news)}
    <div class="prose" dir="auto">${trusted(news.bodyHtml)}</div>`
}

function signature({ t }: Chrome, news: News): Html {
  return html`<p class="quiet small">${day(t, news.postedAt)}${news.authorName && html` · ${news.authorName}`}</p>`
}
