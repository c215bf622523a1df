import { type SiteTables, value } from './site-tables.ts'

/** What had another name, or stood in another column, before 3.0. */
export function renameColumns(tables: SiteTables): void {
  tables.rename('stories', 'counter', 'count')
  tables.rename('stories', 'numreviews', 'reviews')
  tables.rename('series', 'owner', 'uid')
  renameInReviews(tables)
  if (tables.has('inseries') && !tables.hasColumn('inseries', 'confirmed')) {
    tables.change('inseries', () => ({ confirmed: value(1) }))
  }
}

function renameInReviews(tables: SiteTables): void {
  tables.rename('reviews', 'member', 'uid')
  if (tables.hasColumn('reviews', 'item')) return finishUpdateOfReviews(tables)
  if (tables.hasColumn('reviews', 'psid')) {
    tables.rename('reviews', 'psid', 'item')
    tables.rename('reviews', 'sid', 'chapid')
  } else tables.rename('reviews', 'sid', 'item')
  const [ofStory, ofSeries] = [value('ST'), value('SE')]
  const hasResponses = tables.hasColumn('reviews', 'respond')
  tables.change('reviews', (row) => {
    const seriesid = row.integer('seriesid')
    const about = seriesid > 0 ? { type: ofSeries, item: value(seriesid) } : { type: ofStory }
    if (hasResponses) return about
    const isAnswered = row.raw('review')?.includes("<br><br><i>Author's Response:") ?? false
    return { ...about, respond: value(isAnswered ? 1 : 0) }
  })
}

/** The update to 3.0 brought reviews of series last, and took their column away after that. */
function finishUpdateOfReviews(tables: SiteTables): void {
  if (!tables.hasColumn('reviews', 'seriesid')) return
  tables.change('reviews', (row) => {
    const seriesid = row.integer('seriesid')
    return seriesid > 0 && row.integer('item') === 0 ? { item: value(seriesid), type: value('SE') } : null
  })
}
