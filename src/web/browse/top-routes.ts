import { notFound } from '../../errors.ts'
import { findHidden } from '../../reading/hiding/find-hidden.ts'
import { findLeftOut } from '../../search/find-left-out.ts'
import { NO_FILTER, type Question } from '../../search/question.ts'
import { namePseuds, nameSeries } from '../../search/ways/name-ranked.ts'
import { QUERIES, type RankingName } from '../../search/ways/ranking-queries.ts'
import { findRanking, MOST_RANKED, placed, type Placed } from '../../search/ways/rankings.ts'
import { leastAudience } from '../../works/visibility.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page } from '../respond.ts'
import { findBlurbs } from './find-blurbs.ts'
import { type TopLine, type TopList, type TopListName, topListPage, topListsPage, SORTED } from './top-pages.ts'

const FIRST = 10

export function topRoutes(app: App, parts: Parts): void {
  app.get(paths.topLists.pattern, (c) => page(c, topListsPage(c.get('chrome'))))

  app.get(paths.topList.pattern, async (c) => {
    const name = c.req.param('list')!
    if (Object.hasOwn(SORTED, name)) {
      return page(c, topListPage(c.get('chrome'), await findSorted(c, parts, name as keyof typeof SORTED)))
    }
    if (!Object.hasOwn(QUERIES, name)) throw notFound('Page')
    return page(c, topListPage(c.get('chrome'), await findRanked(c, parts, name as RankingName)))
  })
}

/** Lists that are the beginning of a sorted one. */
async function findSorted(c: C, { db, finder }: Parts, name: keyof typeof SORTED): Promise<TopList> {
  const viewer = c.get('viewer')
  const [leftOut, hidden] = await Promise.all([findLeftOut(db, viewer), findHidden(db, viewer)])
  const { by, direction, valueOf } = SORTED[name]
  const question: Question = {
    audience: leastAudience(viewer),
    scope: { kind: 'all' },
    filter: { ...NO_FILTER, words: { from: name === 'shortest-works' ? 1 : null, to: null } },
    sort: { by, direction },
    from: { page: 1 },
    perPage: FIRST + 1,
    leftOut,
    hidden,
    facets: 0,
  }
  const { ids } = await finder.ask(question)
  const works = await findBlurbs(db, viewer, ids)
  const counted = works.map((work) => ({ work, count: valueOf(work) })).filter(({ count }) => count > 0)
  const rows = counted.map(({ work, count }) => ({ id: work.id, count }))
  const shown = placed({ rows, sizes: new Map() }, FIRST).rows
  const byId = new Map(works.map((work) => [work.id, work]))
  const lines = shown.map((row): TopLine => ({ ...row, work: byId.get(row.id)! }))
  const isTied = rows.length > FIRST && rows[FIRST]!.count === rows[FIRST - 1]!.count
  return { name, lines, tied: isTied ? null : 0, more: rows.length > FIRST ? moreOf(name) : null }
}

function moreOf(name: keyof typeof SORTED): string {
  const { by, direction } = SORTED[name]
  return paths.works({}, { sort: by, order: direction })
}

/** Lists that are counted: the first ten, or a hundred. */
async function findRanked(c: C, { db }: Parts, name: RankingName): Promise<TopList> {
  const limit = c.req.query('first') === String(MOST_RANKED) ? MOST_RANKED : FIRST
  const ranking = await findRanking(db, name, leastAudience(c.get('viewer')))
  const { rows, tied } = placed(ranking, limit)
  const lines = await named(c, db, name, rows)
  const more =
    limit === FIRST && ranking.rows.length > FIRST ? paths.topList({ list: name }, { first: MOST_RANKED }) : null
  return { name: name satisfies TopListName, lines, tied, more }
}

async function named(c: C, db: Parts['db'], name: RankingName, rows: readonly Placed[]): Promise<TopLine[]> {
  const ids = rows.map(({ id }) => id)
  const { of } = QUERIES[name]
  if (of === 'work') {
    const works = new Map((await findBlurbs(db, c.get('viewer'), ids)).map((work) => [work.id, work]))
    return rows.flatMap((row) => withName(row, 'work', works.get(row.id)))
  }
  if (of === 'series') {
    const series = await nameSeries(db, ids)
    return rows.flatMap((row) => withName(row, 'series', series.get(row.id)))
  }
  const pseuds = await namePseuds(db, ids)
  return rows.flatMap((row) => withName(row, 'pseud', pseuds.get(row.id)))
}

/** What has gone since it was counted has no line. */
function withName<Of extends 'work' | 'series' | 'pseud'>(row: Placed, of: Of, thing: TopLine[Of]): TopLine[] {
  return thing === undefined ? [] : [{ ...row, [of]: thing }]
}
