import { sql } from 'kysely'
import type { Move } from '../moving.ts'
import type { ImportReport } from './report.ts'

/** The old site's own counters, which drift, beside what the archive counts. */
export async function compareTotals({ db, spool, site }: Move): Promise<ImportReport['totals']> {
  const [stats] = [...spool.rows(site.table('stats'), [])]
  const old = (column: string) => (stats?.has(column) ? stats.integer(column) : null)
  const { rows } = await sql<Record<'works' | 'chapters' | 'series' | 'reviews' | 'words' | 'accounts', number>>`
    select
      (select count(*) from work where posted_at is not null) as works,
      (select count(*) from chapter join work on work.id = chapter.work_id
        where chapter.posted_at is not null and work.posted_at is not null) as chapters,
      (select count(*) from series) as series,
      (select count(*) from review where parent_id is null and octet_length(body_html) > 0) as reviews,
      (select coalesce(sum(word_count), 0) from work where posted_at is not null) as words,
      (select count(*) from account) as accounts`.execute(db)
  const now = rows[0]!
  return [
    { name: 'works', old: old('stories'), now: Number(now.works) },
    { name: 'chapters', old: old('chapters'), now: Number(now.chapters) },
    { name: 'series', old: old('series'), now: Number(now.series) },
    { name: 'reviews', old: old('reviews'), now: Number(now.reviews) },
    { name: 'words', old: old('wordcount'), now: Number(now.words) },
    { name: 'members', old: old('members'), now: Number(now.accounts) },
  ]
}
