import { notFound } from '../errors.ts'
import { isModerator, type Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare, whole } from '../store/prepared.ts'
import { leastAudience } from './visibility.ts'

export interface FoundSeries {
  id: number
  title: string
  summaryHtml: string
  openness: 'closed' | 'moderated' | 'open'
  bannerUrl: string | null
  author: { accountId: number; name: string; slug: string } | null
  isHidden: boolean
}

const findRow = prepare<{ id: number }>()((db, param) =>
  db
    .selectFrom('series')
    .leftJoin('pseud', 'pseud.id', 'series.pseud_id')
    .where('series.id', '=', param('id'))
    .select([
      'series.id',
      'series.title',
      'series.summary_html as summaryHtml',
      'series.openness',
      'series.banner_url as bannerUrl',
      'series.hidden_at as hiddenAt',
      'pseud.account_id as accountId',
      'pseud.name',
      'pseud.slug',
    ]),
)

/** Refuses with not_found; a hidden series is there for its owner and for moderators. */
export async function findSeries(db: Db, viewer: Viewer, seriesId: number): Promise<FoundSeries> {
  const [row] = await findRow(db, { id: seriesId })
  if (!row) throw notFound('Series')
  const isOwner = viewer.kind === 'member' && viewer.accountId === row.accountId
  if (row.hiddenAt !== null && !isOwner && !isModerator(viewer)) throw notFound('Series')
  const { accountId, name, slug, hiddenAt, ...series } = row
  const author = accountId === null || name === null || slug === null ? null : { accountId, name, slug }
  return { ...series, author, isHidden: hiddenAt !== null }
}

const entryRows = prepare<{ id: number; audience: number }>()((db, param) =>
  db
    .selectFrom('series_entry as entry')
    .leftJoin('work', 'work.id', 'entry.work_id')
    .leftJoin('series as part', 'part.id', 'entry.part_series_id')
    .where('entry.confirmed', '=', 1)
    .where('part.hidden_at', 'is', null)
    .where((eb) => eb.or([eb('entry.work_id', 'is', null), eb('work.audience', '>=', param('audience'))]))
    .where(
      'entry.series_id',
      'in',
      db
        .withRecursive('inside(id)', (db) =>
          db
            .selectFrom('series')
            .where('id', '=', param('id'))
            .select('id')
            .union((eb) =>
              eb
                .selectFrom('series_entry')
                .innerJoin('inside', 'inside.id', 'series_entry.series_id')
                .where('series_entry.part_series_id', 'is not', null)
                .where('series_entry.confirmed', '=', 1)
                .select((eb) => eb.ref('series_entry.part_series_id').$notNull().as('id')),
            ),
        )
        .selectFrom('inside')
        .select('inside.id'),
    )
    .select([
      'entry.series_id as seriesId',
      'entry.work_id as workId',
      'entry.part_series_id as partId',
      'part.title as partTitle',
    ])
    .orderBy('entry.position')
    .orderBy('entry.id')
    .limit(whole(MOST_ENTRIES)),
)

const MOST_ENTRIES = 5000
/** So many series stand in one another, the outermost among them. */
export const DEEPEST = 4

/** A line of a series' contents: a work, or the heading of a series within it, with how deep it stands. */
export type SeriesPart =
  | { kind: 'work'; workId: number; depth: number }
  | { kind: 'series'; id: number; title: string; depth: number }

/** In reading order. A series is shown once, where it comes first, so loops end. */
export async function listSeriesParts(db: Db, viewer: Viewer, seriesId: number): Promise<SeriesPart[]> {
  const rows = await entryRows(db, { id: seriesId, audience: leastAudience(viewer) })
  const bySeries = Map.groupBy(rows, (row) => row.seriesId)
  const seen = new Set([seriesId])
  const parts: SeriesPart[] = []
  const walk = (id: number, depth: number) => {
    for (const { workId, partId, partTitle } of bySeries.get(id) ?? []) {
      if (workId !== null) parts.push({ kind: 'work', workId, depth })
      if (partId === null || seen.has(partId)) continue
      seen.add(partId)
      parts.push({ kind: 'series', id: partId, title: partTitle ?? '', depth })
      if (depth < DEEPEST) walk(partId, depth + 1)
    }
  }
  walk(seriesId, 1)
  return parts
}

/** In the same order; each once, where it comes first. */
export function worksOf(parts: readonly SeriesPart[]): number[] {
  return [...new Set(parts.flatMap((part) => (part.kind === 'work' ? [part.workId] : [])))]
}
