import { findReaderOfSeries } from '../../reading/find-reader.ts'
import { findReviewSection } from '../../reviews/review-section.ts'
import { parsePage } from '../../store/paging.ts'
import { findSeries, listSeriesParts } from '../../works/find-series.ts'
import { listSeriesTags } from '../../works/list-series-tags.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page } from '../respond.ts'
import { findBlurbs } from './find-blurbs.ts'
import { seriesPage } from './series-page.ts'

export function seriesRoute(app: App, { db }: Parts): void {
  app.get(paths.series.pattern, async (c) => {
    const viewer = c.get('viewer')
    const seriesId = idParam(c, 'series')
    const [series, all, tags, section, reader] = await Promise.all([
      findSeries(db, viewer, seriesId),
      listSeriesParts(db, viewer, seriesId),
      listSeriesTags(db, seriesId),
      findReviewSection(db, viewer, { kind: 'series', seriesId }, c.get('settings')),
      findReaderOfSeries(db, viewer, seriesId),
    ])
    const perPage = c.get('settings').worksPerPage
    const wanted = parsePage(c.req.query('page'))
    const parts = all.slice((wanted - 1) * perPage, wanted * perPage)
    const ids = new Set(parts.flatMap((part) => (part.kind === 'work' ? [part.workId] : [])))
    const works = new Map((await findBlurbs(db, viewer, [...ids])).map((work) => [work.id, work]))
    const props = {
      series,
      tags,
      parts,
      works,
      workCount: new Set(all.flatMap((part) => (part.kind === 'work' ? [part.workId] : []))).size,
      page: wanted,
      pageCount: Math.max(1, Math.ceil(all.length / perPage)),
      section,
      reader,
    }
    return page(c, seriesPage(c.get('chrome'), props))
  })
}
