import { changeSettings, type Settings } from '../../../site/settings.ts'
import { keepAside } from '../keep-rows.ts'
import { readTable } from '../move.ts'
import type { Move } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { fingerprintOf } from '../written.ts'
import { modeOf } from '../reviews/move-reviews.ts'
import { plain } from '../text/to-text.ts'

/** What the owners of the new archive have set already stays. Passwords of mail servers are not brought over. */
export async function moveSettings(move: Move): Promise<void> {
  const { db, site } = move
  await readTable(move, 'settings')
  const isThere = site.settings.text('sitename') !== ''
  const set = new Set((await db.selectFrom('setting').select('name').execute()).map((row) => row.name))
  const wanted = isThere ? Object.entries(toSettings(site.settings, move)).filter(([name]) => !set.has(name)) : []
  await changeSettings(db, Object.fromEntries(wanted), move.now)
  await settleRows(move, wanted.length > 0 ? 'imported' : 'unchanged')
}

/** Sites that share a database may share the table. */
async function settleRows(move: Move, outcome: 'imported' | 'unchanged'): Promise<void> {
  const { spool, site, ledger } = move
  const own = fingerprintOf(site.settings)
  for (const row of spool.rows(site.table('settings'), [])) {
    const id = row.text('sitekey') || fingerprintOf(row)
    if (fingerprintOf(row) === own) ledger.settle('settings', row, outcome, id)
    else await keepAside(move, 'settings', [{ id, row, why: 'these are the settings of another site' }])
  }
}

function toSettings(settings: Row, { language, zone }: Move): Partial<Settings> {
  const itemsPerPage = settings.integer('itemsperpage')
  return {
    name: plain(settings, 'sitename').slice(0, 200),
    slogan: plain(settings, 'slogan').slice(0, 500),
    siteEmail: plain(settings, 'siteemail').slice(0, 320),
    language,
    ...(zone === 'UTC' ? {} : { timezone: zone }),
    reviewsBy: reviewersOf(settings),
    scores: modeOf(settings),
    submissions: submissionsOf(settings),
    ...(itemsPerPage >= 5 && itemsPerPage <= 100 ? { worksPerPage: itemsPerPage } : {}),
  }
}

function reviewersOf(settings: Row): Settings['reviewsBy'] {
  if (settings.has('reviewsallowed') && !settings.flag('reviewsallowed')) return 'nobody'
  return settings.flag('anonreviews') ? 'everybody' : 'members'
}

function submissionsOf(settings: Row): Settings['submissions'] {
  if (settings.flag('submissionsoff')) return 'closed'
  return settings.flag('autovalidate') ? 'open' : 'held'
}
