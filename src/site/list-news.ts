import { notFound } from '../errors.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'

interface Slice {
  limit: number
  offset: number
}

function news(db: Db) {
  return db
    .selectFrom('news')
    .leftJoin('pseud', 'pseud.id', 'news.pseud_id')
    .select((eb) => [
      'news.id',
      'news.title',
      'news.body_html as bodyHtml',
      'news.posted_at as postedAt',
      'news.edited_at as editedAt',
      eb.fn.coalesce('pseud.name', 'news.author_name').as('authorName'),
      eb
        .selectFrom('news_comment')
        .whereRef('news_comment.news_id', '=', 'news.id')
        .select(eb.fn.countAll<number>().as('n'))
        .$asScalar()
        .as('commentCount'),
    ])
}

const listRows = prepare<Slice>()((db, param) =>
  news(db)
    .orderBy('news.posted_at', 'desc')
    .orderBy('news.id', 'desc')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const findRow = prepare<{ id: number }>()((db, param) => news(db).where('news.id', '=', param('id')))

const count = prepare<object>()((db) => db.selectFrom('news').select((eb) => eb.fn.countAll<number>().as('total')))

export type News = Awaited<ReturnType<typeof listRows>>[number]

export async function findLatestNews(db: Db): Promise<News | null> {
  const [row] = await listRows(db, { limit: 1, offset: 0 })
  return row ?? null
}

export async function listNews(db: Db, paging: Paging): Promise<Paged<News>> {
  const [rows, totals] = await Promise.all([
    listRows(db, { limit: paging.perPage, offset: offsetOf(paging) }),
    count(db, {}),
  ])
  return paged(rows, totals[0]?.total ?? 0, paging)
}

export async function findNews(db: Db, newsId: number): Promise<News> {
  const [row] = await findRow(db, { id: newsId })
  if (!row) throw notFound('News')
  return row
}
