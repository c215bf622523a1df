import type { Db } from '../../../store/database.ts'
import { foldName } from '../../../text/slug.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Amendment, Move, OldRow } from '../moving.ts'
import { hasStoryComments } from '../reviews/move-story-comments.ts'
import { type Rich, plain, rich } from '../text/to-text.ts'
import { NeighbourDates } from '../works/neighbour-dates.ts'
import type { Fields } from '../written.ts'
import { fullOf } from './to-page.ts'
import { short } from '../works/sortable.ts'

interface News {
  title: string
  body: Rich
  authorName: string
  postedAt: number
}

/** News and what members said about it. Needs the members. */
export async function moveNews(move: Move): Promise<void> {
  const dates = new NeighbourDates(move, { table: 'news', order: 'nid', columns: ['time_backup', 'time'] })
  await moveRows<ReadonlyMap<string, News>>(move, {
    table: 'news',
    legacy: 'news',
    phase: 'site',
    order: ['nid'],
    each: (row) => dates.take(row),
    prepare: async (rows) => new Map(rows.map(({ id, row }) => [id, toNews(row, id, dates.of(row))])),
    write: async (db, rows, drafts) => {
      const names = rows.map(({ id }) => drafts.get(id)!.authorName)
      const pseuds = await pseudsNamed(db, names)
      const ids = await insertAll(
        db,
        'news',
        rows.map(({ id }) => toRow(drafts.get(id)!, pseuds)),
      )
      return new Map(rows.map(({ id }, index) => [id, ids[index]!]))
    },
    amend: {
      drafted: ({ id }, drafts) => newsFields(drafts.get(id)!),
      present: findNews,
      change: (db, amendments, drafts) => changeNews(db, amendments, drafts),
    },
  })
  await moveComments(move)
}

function toNews(row: OldRow['row'], id: string, postedAt: number): News {
  return {
    title: plain(row, 'title') || `News ${id}`,
    body: fullOf(row, 'story'),
    authorName: plain(row, 'author'),
    postedAt,
  }
}

/** News keeps its author as a name; it may have been another member's since. */
async function pseudsNamed(db: Db, names: readonly string[]): Promise<Map<string, number>> {
  const wanted = [...new Set(names.map((name) => short(foldName(name))))].filter(Boolean)
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom('pseud').select(['id', 'login_name']).where('login_name', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.login_name, row.id]))
}

function toRow(news: News, pseuds: ReadonlyMap<string, number>) {
  return {
    title: news.title,
    body_source: news.body.source,
    body_html: news.body.html,
    pseud_id: pseuds.get(short(foldName(news.authorName))) ?? null,
    author_name: news.authorName,
    posted_at: news.postedAt,
  }
}

function newsFields({ title, body, authorName, postedAt }: News): Fields {
  return { title, source: body.source, author: authorName, postedAt }
}

async function findNews(db: Db, ids: readonly number[]): Promise<Map<number, Fields>> {
  const rows = await db
    .selectFrom('news')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      { title: row.title, source: row.body_source, author: row.author_name, postedAt: row.posted_at },
    ]),
  )
}

async function changeNews(db: Db, amendments: readonly Amendment[], drafts: ReadonlyMap<string, News>): Promise<void> {
  for (const { id, old, fields } of amendments) {
    const draft = drafts.get(old.id)!
    const { title, body_source, body_html, pseud_id, author_name, posted_at } = toRow(
      draft,
      await pseudsNamed(db, [draft.authorName]),
    )
    const changes = {
      ...('title' in fields && { title }),
      ...('source' in fields && { body_source, body_html }),
      ...('author' in fields && { author_name, pseud_id }),
      ...('postedAt' in fields && { posted_at }),
    }
    await db.updateTable('news').set(changes).where('id', '=', id).execute()
  }
}

interface Comment {
  body: Rich
  /** Milliseconds; null for a zero date. */
  postedAt: number | null
  /** 2.x kept the name only. */
  name: string
}

async function moveComments(move: Move): Promise<void> {
  if (hasStoryComments(move)) return
  const dates = new NeighbourDates(move, { table: 'comments', order: 'cid', columns: ['time_backup', 'time'] })
  await moveRows<ReadonlyMap<string, Comment>>(move, {
    table: 'comments',
    legacy: 'news_comment',
    phase: 'site',
    order: ['cid'],
    each: (row) => dates.take(row),
    prepare: async (rows) =>
      new Map(
        rows.map(({ id, row }) => {
          const seconds = row.seconds('time_backup', move.zone) ?? row.seconds('time', move.zone)
          const postedAt = seconds === null ? null : seconds * 1000
          return [id, { body: rich(row, 'comment'), postedAt, name: plain(row, 'uname') }]
        }),
      ),
    write: async (db, rows, comments) => {
      const placed = await placeComments(move, db, rows, comments)
      const ids = await insertAll(
        db,
        'news_comment',
        placed.map(({ old, newsId, pseudId }) => {
          const comment = comments.get(old.id)!
          return {
            news_id: newsId,
            pseud_id: pseudId,
            guest_name: pseudId === null ? comment.name : null,
            body_source: comment.body.source,
            body_html: comment.body.html,
            posted_at: comment.postedAt,
            created_at: dates.of(old.row),
          }
        }),
      )
      return new Map(placed.map(({ old }, index) => [old.id, ids[index]!]))
    },
    amend: {
      drafted: ({ id }, comments) => ({ source: comments.get(id)!.body.source }),
      present: findComments,
      change: async (db, amendments, comments) => {
        for (const { id, old } of amendments) {
          const { source, html } = comments.get(old.id)!.body
          const words = { body_source: source, body_html: html }
          await db.updateTable('news_comment').set(words).where('id', '=', id).execute()
        }
      },
    },
  })
}

async function placeComments(move: Move, db: Db, rows: readonly OldRow[], comments: ReadonlyMap<string, Comment>) {
  const news = await move.legacy.find(
    db,
    'news',
    rows.map(({ row }) => row.integer('nid')),
  )
  const members = await move.legacy.find(
    db,
    'member',
    rows.map(({ row }) => row.integer('uid')).filter((uid) => uid > 0),
  )
  const named = await pseudsNamed(
    db,
    [...comments.values()].map(({ name }) => name),
  )
  return rows.flatMap((old) => {
    const [nid, uid] = [old.row.integer('nid'), old.row.integer('uid')]
    const newsId = news.get(String(nid))
    if (newsId === undefined) {
      move.ledger.except('comments', old.id, 'kept aside', `it is about news ${nid}, which the dump does not have`)
      return []
    }
    const { name } = comments.get(old.id)!
    const pseudId = members.get(String(uid)) ?? named.get(short(foldName(name))) ?? null
    if (pseudId === null && uid > 0)
      move.ledger.remark('comments', old.id, `member ${uid} is gone; the comment stays, without a name`)
    return [{ old, newsId, pseudId }]
  })
}

async function findComments(db: Db, ids: readonly number[]): Promise<Map<number, Fields>> {
  const rows = await db
    .selectFrom('news_comment')
    .select(['id', 'body_source'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, { source: row.body_source }]))
}
