import { findReaderOfSeries } from '../../reading/find-reader.ts'
import { findReviewSection } from '../../reviews/review-section.ts'
import { findSeries, listSeriesParts, worksOf } from '../../works/find-series.ts'
import { listSeriesTags } from '../../works/list-series-tags.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { fillList, sendFinding } from '../find/finding.ts'
import { findList } from '../find/find-list.ts'
import { seriesPage } from './series-page.ts'

export function seriesRoute(app: App, parts: Parts): void {
  const { db } = parts
  app.get(paths.series.pattern, async (c) => {
    const viewer = c.get('viewer')
    const seriesId = idParam(c, 'series')
    const [series, contents, tags, section, reader] = await Promise.all([
      findSeries(db, viewer, seriesId),
      listSeriesParts(db, viewer, seriesId),
      listSeriesTags(db, seriesId),
      findReviewSection(db, viewer, { kind: 'series', seriesId }, c.get('settings')),
      findReaderOfSeries(db, viewer, seriesId),
    ])
    const list = await findList(c, parts, {
      scope: { kind: 'works', ids: worksOf(contents) },
      address: { path: paths.series({ series: seriesId }), kept: {} },
      isOwn: viewer.kind === 'member' && viewer.accountId === series.author?.accountId,
      usual: { by: 'given', direction: 'up' },
      given: 'series',
    })
    if (list instanceof Response) return list
    const finding = await fillList(c, parts, list)
    const props = { series, tags, parts: contents, finding, section, reader }
    return sendFinding(c, seriesPage(c.get('chrome'), props), list)
  })
}
