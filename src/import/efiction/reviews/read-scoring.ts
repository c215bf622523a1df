import type { Move } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { quote } from '../read/spool-sql.ts'
import { counted } from '../report/counted.ts'
import type { ScoreMode, Scoring } from './to-review.ts'

export function modeOf(settings: Row): ScoreMode {
  const mode = settings.integer('ratings')
  return mode === 1 ? 'stars' : mode >= 2 ? 'likes' : 'none'
}

/**
 * Versions 1 and 2 said it in a file of the site's, and a site may have switched its scores off since: then the scores
 * themselves tell, because only stars go beyond 1.
 */
export function readScoring({ spool, site, ledger }: Move): Scoring {
  const mode = modeOf(site.settings)
  const knowsDislikes = site.settings.integer('ratings') === 2
  const table = spool.tables.get(site.table('reviews'))
  if (mode !== 'none' || !table?.columns.has('rating')) return { mode, knowsDislikes }
  const rating = 'cast(rating as integer)'
  const query = `select count(*) as scores, max(${rating}) as best from ${quote(table.name)} where ${rating} between 1 and 10`
  const { scores, best } = spool.database.prepare(query).get() as { scores: number; best: number | null }
  if (best === null) return { mode, knowsDislikes }
  const found = best > 1 ? 'stars' : 'likes'
  ledger.notes.push(
    `${counted(scores, 'review has a score', 'reviews have scores')}, though the old settings ask for none: read as ${found}. Choose ${found} among the settings of the archive to go on with them.`,
  )
  return { mode: found, knowsDislikes }
}
