import type { FieldErrors } from '../../errors.ts'
import { isAdmin } from '../../people/viewer.ts'
import type { News } from '../../site/list-news.ts'
import type { Settings } from '../../site/settings.ts'
import type { Paged } from '../../store/paging.ts'
import { canDeleteComment, canEditComment, type NewsComment } from '../../talk/news-comments.ts'
import { addressesOf, alternates, feedLine } from '../feeds/feed-links.ts'
import { feeds, paths } from '../paths.ts'
import { mistakes, textArea, textField } from '../ui/field.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { signed } from '../ui/signed.ts'
import { day } from '../ui/time.ts'

export function newsListPage(chrome: Chrome, news: Paged<News>): Html {
  const { t } = chrome
  const ways = addressesOf(feeds.news, {})
  const linkTo = (page: number) => paths.newsList({}, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: t('home.news'), alternates: alternates(t('home.news'), ways) },
    html`<h1>${t('home.news')}</h1>
      ${isAdmin(chrome.viewer) && html`<p class="tools"><a href="${paths.newNews({})}">${t('news.new')}</a></p>`}
      ${news.rows.length === 0 && html`<p class="empty">${t('home.newsEmpty')}</p>`}
      ${news.rows.map((one) => html`<h2 dir="auto">${titleOf(one)}</h2>${newsBody(chrome, one)}${commentCount(chrome, one)}`)}
      ${pager({ t, page: news.page, pageCount: news.pageCount, linkTo })}
      ${feedLine(chrome, ways, 'feeds.followNews')}`,
  )
}

export interface NewsProps {
  news: News
  comments: Paged<NewsComment>
  /** Who may comment. */
  open: Settings['newsComments']
  draft: string
  errors?: FieldErrors
}

export function newsPage(chrome: Chrome, { news, comments, ...form }: NewsProps): Html {
  const { t, viewer } = chrome
  const place = { news: news.id }
  const linkTo = (page: number) => paths.news(place, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: news.title },
    html`<h1 dir="auto">${news.title}</h1>
      ${newsBody(chrome, news)}
      ${
        isAdmin(viewer) &&
        html`<p class="tools">
          <a href="${paths.editNews(place)}">${t('rooms.edit')}</a>
          <a class="danger" href="${paths.deleteNews(place)}">${t('rooms.delete')}</a>
        </p>`
      }
      <section class="review-section" id="comments">
        <h2>${t('news.comments', { count: comments.total })}</h2>
        ${
          comments.rows.length > 0 &&
          html`<ol class="reviews">
            ${comments.rows.map((comment) => html`<li>${commentItem(chrome, comment)}</li>`)}
          </ol>`
        }
        ${pager({ t, page: comments.page, pageCount: comments.pageCount, linkTo })} ${invitation(chrome, news, form)}
      </section>`,
  )
}

function commentItem({ t, viewer }: Chrome, comment: NewsComment): Html {
  const { id, bodyHtml, postedAt, editedAt } = comment
  const at = { comment: id }
  const [mayEdit, mayDelete] = [canEditComment(viewer, comment), canDeleteComment(viewer, comment)]
  return html`<article class="review" id="comment-${id}">
    <header>
      ${signed(t, comment)}
      <span class="moment"
        >${postedAt === null ? t('rooms.undated') : day(t, postedAt)}
        ${editedAt !== null && t('news.edited', { date: t.date(editedAt) })}</span
      >
    </header>
    <div class="review-body" dir="auto">${trusted(bodyHtml)}</div>
    ${
      mayDelete &&
      html`<ul class="review-actions">
        ${mayEdit && html`<li><a href="${paths.editNewsComment(at)}" rel="nofollow">${t('rooms.edit')}</a></li>`}
        <li><a href="${paths.deleteNewsComment(at)}" rel="nofollow">${t('rooms.delete')}</a></li>
      </ul>`
    }
  </article>`
}

function invitation(
  { t, viewer, here }: Chrome,
  news: News,
  { open, draft, errors }: Omit<NewsProps, 'news' | 'comments'>,
): Html {
  if (open === 'nobody') return html`<p class="quiet">${t('news.closed')}</p>`
  if (viewer.kind === 'guest') {
    const login = html`<a href="${paths.login({}, { to: here })}" rel="nofollow">${t('news.logInLink')}</a>`
    return html`<p class="notice">${t.rich('news.logIn', { login })}</p>`
  }
  return html`${mistakes(t, errors)}
    <form class="review-form" method="post" action="${paths.newsComments({ news: news.id })}">
      ${textArea({ name: 'body', label: t('news.comment'), value: draft, error: errors?.body, rows: 4, required: true })}
      <p class="buttons"><button type="submit">${t('news.send')}</button></p>
    </form>`
}

export interface NewsFormProps {
  /** Null: something new. */
  newsId: number | null
  title: string
  body: string
  errors?: FieldErrors
}

export function newsForm(chrome: Chrome, { newsId, title, body, errors }: NewsFormProps): Html {
  const { t } = chrome
  const heading = t(newsId === null ? 'news.new' : 'news.edit')
  const action = newsId === null ? paths.newNews({}) : paths.editNews({ news: newsId })
  return layout(
    chrome,
    { title: heading, unlisted: true },
    html`<h1>${heading}</h1>
      ${mistakes(t, errors)}
      <form class="writing" method="post" action="${action}">
        ${textField({ name: 'title', label: t('rooms.title'), value: title, error: errors?.title, required: true })}
        ${textArea({ name: 'body', label: t('rooms.text'), hint: t('rooms.textHint'), value: body, error: errors?.body, rows: 12 })}
        <div class="buttons"><button>${t('rooms.save')}</button></div>
      </form>`,
  )
}

export function commentForm(
  chrome: Chrome,
  { commentId, draft, errors }: { commentId: number; draft: string; errors?: FieldErrors },
): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('news.editComment'), unlisted: true, shape: 'narrow' },
    html`<h1>${t('news.editComment')}</h1>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.editNewsComment({ comment: commentId })}">
        ${textArea({ name: 'body', label: t('news.comment'), value: draft, error: errors?.body, rows: 6, required: true })}
        <p class="buttons"><button type="submit">${t('rooms.save')}</button></p>
      </form>`,
  )
}

export function newsItem(chrome: Chrome, news: News): Html {
  return html`<article class="news">
    <h3 dir="auto">${titleOf(news)}</h3>
    ${newsBody(chrome, news)} ${commentCount(chrome, news)}
  </article>`
}

function commentCount({ t }: Chrome, { id, commentCount }: News): Html | false {
  if (commentCount === 0) return false
  const link = `${paths.news({ news: id })}#comments`
  return html`<p class="small"><a href="${link}">${t('news.comments', { count: commentCount })}</a></p>`
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
