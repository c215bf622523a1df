import { chapterHtml } from '../../../works/source-to-html.ts'
import { changeSettings, type Settings } from '../../../site/settings.ts'
import { keepAside } from '../keep-rows.ts'
import { readTable } from '../move.ts'
import type { Move } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { withLineBreaks } from '../text/repair.ts'

/** The old site's texts that have a place among the settings; rules and pages of their own wait. */
const PLACES = new Map<string, 'welcomeHtml' | 'footerHtml' | 'submissionRulesHtml'>([
  ['welcome', 'welcomeHtml'],
  ['copyright', 'footerHtml'],
  ['rules', 'submissionRulesHtml'],
])
const MOST_CHARACTERS = 20_000

/** What the owners of the new archive have written already stays. */
export async function moveMessages(move: Move): Promise<void> {
  const { db, spool, site, ledger } = move
  const table = site.table('messages')
  await readTable(move, 'messages')
  const set = new Set((await db.selectFrom('setting').select('name').execute()).map((row) => row.name))
  const texts: Partial<Settings> = {}
  for (const row of spool.rows(table, ['message_id'])) {
    const name = row.text('message_name').trim()
    const place = PLACES.get(name)
    const html = place ? htmlOf(row) : ''
    if (!place) await keepAside(move, 'messages', [{ id: name, row, why: 'has no place here yet' }])
    else if (html.length > MOST_CHARACTERS)
      await keepAside(move, 'messages', [{ id: name, row, why: 'longer than its place allows' }])
    else if (set.has(place)) ledger.settle('messages', row, 'unchanged')
    else {
      texts[place] = html
      set.add(place)
      ledger.settle('messages', row, 'imported')
    }
  }
  await changeSettings(db, texts, move.now)
}

function htmlOf(row: Row): string {
  return chapterHtml(withLineBreaks(row.text('message_text')), 'html')
}
