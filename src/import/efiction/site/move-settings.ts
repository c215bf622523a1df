import { changeSettings, type Settings } from '../../../site/settings.ts'
import type { Move } from '../move.ts'
import type { Row } from '../read/row.ts'
import { modeOf } from '../reviews/move-reviews.ts'
import { plain } from '../text/to-text.ts'

/** What the owners of the new archive have set already stays. Passwords of mail servers are not brought over. */
export async function moveSettings(move: Move): Promise<void> {
  const { db, spool, site, ledger } = move
  const isThere = site.settings.text('sitename') !== ''
  const own = spool.tables.get(site.table('settings'))?.rows ?? 0
  // The row may stand in a table with another prefix.
  ledger.read('settings', Math.max(own, isThere ? 1 : 0))
  if (!isThere) {
    ledger.count('settings', 'kept aside', ledger.table('settings').read)
    return
  }

  const set = new Set((await db.selectFrom('setting').select('name').execute()).map((row) => row.name))
  const wanted = Object.entries(toSettings(site.settings, move)).filter(([name]) => !set.has(name))
  await changeSettings(db, Object.fromEntries(wanted), move.now)
  ledger.count('settings', wanted.length > 0 ? 'imported' : 'unchanged')
  ledger.count('settings', 'kept aside', Math.max(0, ledger.table('settings').read - 1))
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
