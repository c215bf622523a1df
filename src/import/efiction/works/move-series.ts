import type { Db } from '../../../store/database.ts'
import { padded } from '../../../store/in-list.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Amend, Amendment, Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { SERIES_LISTS, findListedTags } from '../tags/find-listed-tags.ts'
import { type Rich, plain, rich } from '../text/to-text.ts'
import { bannerOf } from './banner-of.ts'
import { sortableTitle } from './sortable.ts'

const OPENNESS = ['closed', 'moderated', 'open'] as const

interface SeriesDraft {
  title: string
  summary: Rich
  openness: (typeof OPENNESS)[number]
  bannerUrl: string | null
  pseudId: number | null
  tagIds: readonly number[]
  remarks: string[]
}

type Drafts = ReadonlyMap<string, SeriesDraft>

/** Series with their tags; the works in them come with `moveSeriesEntries`. */
export async function moveSeries(move: Move): Promise<void> {
  await moveRows<Drafts>(move, {
    table: 'series',
    legacy: 'series',
    phase: 'series',
    order: ['seriesid'],
    prepare: (rows) => prepare(move, rows),
    write: async (db, _rows, drafts) => {
      const all = [...drafts]
      const rows = all.map(([, draft]) => ({ ...toRow(move, draft), created_at: move.now, hidden_at: null }))
      const seriesIds = await insertAll(db, 'series', rows)
      await addTags(
        db,
        all.flatMap(([, { tagIds }], index) => tagIds.map((tag_id) => ({ series_id: seriesIds[index]!, tag_id }))),
      )
      for (const [id, { remarks }] of all) for (const each of remarks) move.ledger.remark('series', id, each)
      return new Map(all.map(([id], index) => [id, seriesIds[index]!]))
    },
    amend: amendOf(move),
  })
}

async function prepare(move: Move, rows: readonly OldRow[]): Promise<Drafts> {
  const owners = await move.legacy.find(
    move.db,
    'member',
    rows.map(({ row }) => ownerOf(row)),
  )
  const tags = await findListedTags(move, move.db, { table: 'series', rows, columns: SERIES_LISTS })
  return new Map(
    rows.map(({ id, row }) => {
      const remarks: string[] = []
      const pseudId = owners.get(String(ownerOf(row))) ?? null
      if (pseudId === null) remarks.push(`its owner, member ${ownerOf(row)}, is gone`)
      const draft = {
        title: plain(row, 'title') || `Series ${id}`,
        summary: rich(row, 'summary'),
        openness: OPENNESS[row.integer('isopen')] ?? 'closed',
        bannerUrl: bannerOf(row, remarks),
      }
      return [id, { ...draft, pseudId, tagIds: tags.get(id) ?? [], remarks }]
    }),
  )
}

/** The column's name on sites that never left 2.x. */
function ownerOf(row: Row): number {
  return row.has('uid') ? row.integer('uid') : row.integer('owner')
}

function toRow(move: Move, { title, summary, pseudId, openness, bannerUrl }: SeriesDraft) {
  return {
    title,
    sort_title: sortableTitle(title, move.language),
    summary_source: summary.source,
    summary_html: summary.html,
    pseud_id: pseudId,
    openness,
    banner_url: bannerUrl,
    updated_at: move.now,
  }
}

async function addTags(db: Db, links: readonly { series_id: number; tag_id: number }[]): Promise<void> {
  for (let from = 0; from < links.length; from += 5000) {
    await db
      .insertInto('series_tag')
      .values(links.slice(from, from + 5000))
      .execute()
  }
}

function listOf(ids: readonly number[]): string {
  return [...new Set(ids)].toSorted((a, b) => a - b).join(',')
}

function amendOf(move: Move): Amend<Drafts> {
  return {
    drafted: ({ id }, drafts) => {
      const { title, summary, openness, bannerUrl, pseudId, tagIds } = drafts.get(id)!
      return { title, summary: summary.source, openness, banner: bannerUrl, owner: pseudId, tags: listOf(tagIds) }
    },
    present: async (db, ids) => {
      const rows = await db.selectFrom('series').selectAll().where('id', 'in', padded(ids)).execute()
      const tags = await db.selectFrom('series_tag').selectAll().where('series_id', 'in', padded(ids)).execute()
      const tagsOf = Map.groupBy(tags, (tag) => tag.series_id)
      return new Map(
        rows.map((row) => [
          row.id,
          {
            title: row.title,
            summary: row.summary_source,
            openness: row.openness,
            banner: row.banner_url,
            owner: row.pseud_id,
            tags: listOf((tagsOf.get(row.id) ?? []).map((tag) => tag.tag_id)),
          },
        ]),
      )
    },
    change: async (db, amendments, drafts) => {
      for (const amendment of amendments) await change(move, db, amendment, drafts.get(amendment.old.id)!)
    },
  }
}

async function change(move: Move, db: Db, { id, fields }: Amendment, draft: SeriesDraft): Promise<void> {
  const has = (field: string) => Object.hasOwn(fields, field)
  const { title, sort_title, summary_source, summary_html, pseud_id, openness, banner_url } = toRow(move, draft)
  const row = {
    ...(has('title') && { title, sort_title }),
    ...(has('summary') && { summary_source, summary_html }),
    ...(has('openness') && { openness }),
    ...(has('banner') && { banner_url }),
    ...(has('owner') && { pseud_id }),
  }
  if (Object.keys(row).length > 0) await db.updateTable('series').set(row).where('id', '=', id).execute()
  if (!has('tags')) return
  await db.deleteFrom('series_tag').where('series_id', '=', id).execute()
  await addTags(
    db,
    draft.tagIds.map((tag_id) => ({ series_id: id, tag_id })),
  )
}
