import { deleteNews, findNewsToEdit, saveNews } from '../../moderation/write-news.ts'
import { refuseOtherThanAdmins } from '../../moderation/change-archive.ts'
import { findNews, listNews } from '../../site/list-news.ts'
import { parsePage } from '../../store/paging.ts'
import {
  deleteComment,
  editComment,
  findCommentToDelete,
  findCommentToEdit,
  leaveComment,
  listComments,
} from '../../talk/news-comments.ts'
import { type Form, idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { confirmDelete } from '../ui/confirm-delete.ts'
import { html, trusted } from '../ui/html.ts'
import { type Attempt, attempt } from '../works/edit/attempt.ts'
import { commentForm, newsForm, newsListPage, newsPage } from './news-page.ts'

const NEWS_PER_PAGE = 10
const COMMENTS_PER_PAGE = 50

export function newsRoutes(app: App, parts: Parts): void {
  const { db, now } = parts
  app.get(paths.newsList.pattern, async (c) => {
    const paging = { page: parsePage(c.req.query('page')), perPage: NEWS_PER_PAGE }
    return page(c, newsListPage(c.get('chrome'), await listNews(db, paging)))
  })

  app.get(paths.news.pattern, async (c) => show(c))

  app.post(paths.newsComments.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const newsId = idParam(c, 'news')
    const draft = (await readForm(c)).text('body')
    const tried = await attempt(() => leaveComment(db, member, newsId, draft, now()))
    if ('errors' in tried) return show(c, { draft, ...tried })
    return seeOther(c, `${await placeOf(newsId)}#comment-${tried.done}`)
  })

  async function show(c: C, sent?: { draft: string } & Exclude<Attempt<never>, { done: never }>) {
    const news = await findNews(db, idParam(c, 'news'))
    const paging = { page: parsePage(c.req.query('page')), perPage: COMMENTS_PER_PAGE }
    const comments = await listComments(db, news.id, paging)
    const open = c.get('settings').newsComments
    const props = { news, comments, open, draft: sent?.draft ?? '', errors: sent?.errors }
    return page(c, newsPage(c.get('chrome'), props), sent?.status)
  }

  /** The page of the news on which its last comment stands. */
  async function placeOf(newsId: number): Promise<string> {
    const { pageCount } = await listComments(db, newsId, { page: 1, perPage: COMMENTS_PER_PAGE })
    return paths.news({ news: newsId }, { page: pageCount === 1 ? null : pageCount })
  }

  commentRoutes(app, parts)
  writingRoutes(app, parts)
}

function commentRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.editNewsComment.pattern, async (c) => {
    const comment = await findCommentToEdit(db, requireMember(c.get('viewer')), idParam(c, 'comment'))
    const draft = comment.bodySource || comment.bodyHtml
    return page(c, commentForm(c.get('chrome'), { commentId: comment.id, draft }))
  })

  app.post(paths.editNewsComment.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const commentId = idParam(c, 'comment')
    const draft = (await readForm(c)).text('body')
    const tried = await attempt(() => editComment(db, member, commentId, draft, now()))
    if ('errors' in tried)
      return page(c, commentForm(c.get('chrome'), { commentId, draft, errors: tried.errors }), tried.status)
    return seeOther(c, `${paths.news({ news: tried.done })}#comment-${commentId}`)
  })

  app.get(paths.deleteNewsComment.pattern, async (c) => {
    const comment = await findCommentToDelete(db, requireMember(c.get('viewer')), idParam(c, 'comment'))
    const props = {
      title: c.get('t')('news.deleteComment'),
      action: paths.deleteNewsComment({ comment: comment.id }),
      back: paths.news({ news: comment.newsId }),
      shown: html`<blockquote class="review" dir="auto">${trusted(comment.bodyHtml)}</blockquote>`,
    }
    return page(c, confirmDelete(c.get('chrome'), props))
  })

  app.post(paths.deleteNewsComment.pattern, async (c) => {
    const newsId = await deleteComment(db, requireMember(c.get('viewer')), idParam(c, 'comment'), now())
    return seeOther(c, paths.news({ news: newsId }))
  })
}

function writingRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.newNews.pattern, (c) => {
    refuseOtherThanAdmins(requireMember(c.get('viewer')))
    return page(c, newsForm(c.get('chrome'), { newsId: null, title: '', body: '' }))
  })

  app.post(paths.newNews.pattern, async (c) => save(c, null, await readForm(c)))

  app.get(paths.editNews.pattern, async (c) => {
    const { id, ...text } = await findNewsToEdit(db, requireMember(c.get('viewer')), idParam(c, 'news'))
    return page(c, newsForm(c.get('chrome'), { newsId: id, ...text }))
  })

  app.post(paths.editNews.pattern, async (c) => save(c, idParam(c, 'news'), await readForm(c)))

  app.get(paths.deleteNews.pattern, async (c) => {
    const { id, title } = await findNewsToEdit(db, requireMember(c.get('viewer')), idParam(c, 'news'))
    const t = c.get('t')
    const props = { title: t('rooms.deleteTitle', { title }), warning: t('news.deleteWarning') }
    const ways = { action: paths.deleteNews({ news: id }), back: paths.news({ news: id }) }
    return page(c, confirmDelete(c.get('chrome'), { ...props, ...ways }))
  })

  app.post(paths.deleteNews.pattern, async (c) => {
    await deleteNews(db, requireMember(c.get('viewer')), idParam(c, 'news'), now())
    return seeOther(c, paths.newsList({}))
  })

  async function save(c: C, newsId: number | null, form: Form) {
    const admin = requireMember(c.get('viewer'))
    const text = { title: form.text('title'), body: form.text('body') }
    const tried = await attempt(() => saveNews(db, admin, { newsId, ...text }, now()))
    if ('errors' in tried)
      return page(c, newsForm(c.get('chrome'), { newsId, ...text, errors: tried.errors }), tried.status)
    return seeOther(c, paths.news({ news: tried.done }))
  }
}
