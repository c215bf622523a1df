import { changeSettings, forgetSettings } from '../../../site/settings.ts'
import { type Db, inTransaction } from '../../../store/database.ts'
import { keepAside } from '../keep-rows.ts'
import { readTable } from '../move.ts'
import type { Move } from '../moving.ts'
import { hasLostLettersOf } from '../text/lost-letters.ts'
import { fingerprintOf, isAsWritten, readWritten, writtenOf } from '../written.ts'
import { WITHOUT_COUNTERPART, toSettings } from './to-settings.ts'

/** What the owners of the new archive have set already stays. Passwords of mail servers are not brought over. */
export async function moveSettings(move: Move): Promise<void> {
  const { db, site } = move
  await readTable(move, 'settings')
  const isThere = site.settings.text('sitename') !== ''
  const changed = isThere ? await inTransaction(db, (db) => changeThem(move, db)) : false
  forgetSettings(db)
  remarkColumns(move)
  await settleRows(move, changed ? 'imported' : 'unchanged')
}

/**
 * A setting is written where there is none, and again where a newer dump has another value and nobody has touched it
 * here. The kind `setting` is numbered by the settings' names and points to nothing.
 */
async function changeThem(move: Move, db: Db): Promise<boolean> {
  const { legacy, site } = move
  const rows = await db.selectFrom('setting').select(['name', 'value']).execute()
  const present = new Map(rows.map((row) => [row.name, row.value]))
  const wanted = Object.entries(toSettings(site.settings, move))
  const known = await legacy.known(
    db,
    'setting',
    wanted.map(([name]) => name),
  )
  const changes: [string, unknown][] = []
  for (const [name, value] of wanted) {
    const json = JSON.stringify(value)
    const before = present.get(name)
    const written = known.get(name)?.written ?? null
    const isOurs = before === undefined ? !known.has(name) : isAsWritten(readWritten(written), 'value', before)
    if (!isOurs || before === json || hasLostLettersOf(before ?? '', json)) continue
    changes.push([name, value])
    const row = { oldId: name, fingerprint: null, written: writtenOf({ value: json }) }
    if (known.has(name)) await legacy.renew(db, 'setting', [row])
    else await legacy.record(db, 'setting', [{ ...row, newId: 0 }])
  }
  await changeSettings(db, Object.fromEntries(changes), move.now)
  return changes.length > 0
}

function remarkColumns({ ledger, site }: Move): void {
  for (const column of site.settings.columns()) {
    const said = WITHOUT_COUNTERPART[column.toLowerCase()]
    if (said && site.settings.isFilled(column)) ledger.remark('settings', column, said[1], said[0])
  }
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
