import { htmlToText } from '../../../text/html-to-text.ts'
import { sanitizeBrief } from '../../../text/sanitize.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import { accountsOf } from '../people/accounts-of.ts'
import type { Amend, Move } from '../moving.ts'
import { NeighbourDates } from '../works/neighbour-dates.ts'

/** What the old log's two letters stood for, in the words of the archive's own log. */
const ACTIONS: Readonly<Record<string, string>> = {
  RG: 'member registered',
  ED: 'work edited',
  DL: 'work deleted',
  VS: 'work approved',
  LP: 'password lost',
  BL: 'log-in failed',
  RE: 'review left',
  AM: 'archive maintained',
  EB: 'profile edited',
}

const ADDRESSES =
  /(?:\s*(?:\bfrom\b\s*)?(?:\bthe\b\s*)?\bIP(?:\s+address)?:?\s*)?(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\d|\.\d)|(?<![\w:])(?:[\da-f]{1,4}:){3,7}[\da-f]{1,4}(?![\w:])/gi
const LONGEST = 2000

/** The old log becomes a part of the archive's own. Addresses of visitors are not brought over. */
export async function moveLog(move: Move): Promise<void> {
  const dates = new NeighbourDates(move, { table: 'log', order: 'log_id', columns: ['log_timestamp'] })
  await moveRows(move, {
    table: 'log',
    legacy: 'log',
    phase: 'site',
    order: ['log_id'],
    each: (row) => dates.take(row),
    write: async (db, rows) => {
      const uids = rows.map(({ row }) => row.integer('log_uid')).filter((uid) => uid > 0)
      const pseuds = await move.legacy.find(db, 'member', uids)
      const accounts = await accountsOf(db, pseuds)
      const entries = rows.map(({ row }) => {
        const type = row.text('log_type').trim().toUpperCase()
        const text = textOf(row.text('log_action'))
        return {
          account_id: accounts.get(String(row.integer('log_uid'))) ?? null,
          action: ACTIONS[type] ?? 'something done',
          subject_kind: null,
          subject_id: null,
          detail: JSON.stringify({
            words: text,
            before: 'the move',
            ...(ACTIONS[type] ? {} : { kind: type.slice(0, 20) }),
          }),
          happened_at: dates.of(row),
        }
      })
      const ids = await insertAll(db, 'audit_entry', entries)
      return new Map(rows.map(({ id }, index) => [id, ids[index]!]))
    },
    amend: NEVER_CHANGED,
  })
}

/** The old program changed no entry; tools that export them write their moments in different ways. */
const NEVER_CHANGED: Amend = {
  drafted: () => ({}),
  present: async (_db, ids) => new Map(ids.map((id) => [id, {}])),
  change: async () => {},
}

/** The old texts hold links and were cut in the middle of their tags. */
function textOf(html: string): string {
  const text = htmlToText(sanitizeBrief(html.replace(/<[^<>]*$/, '')))
  return text
    .replace(ADDRESSES, '')
    .replace(/\(\s*\)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST)
}
