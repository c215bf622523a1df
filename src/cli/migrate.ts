import { listPendingMigrations, migrate as bringUpToDate } from '../store/migrate.ts'
import { type Command, DATA_FLAG } from './command.ts'
import { configOf, openUnchanged } from './open-archive.ts'

export const migrate: Command = {
  name: 'migrate',
  summary: 'Bring the database of an archive up to date. `serve` and `import` do this by themselves.',
  flags: DATA_FLAG,
  run: async (call) => {
    const db = await openUnchanged(configOf(call))
    try {
      const pending = await listPendingMigrations(db)
      await bringUpToDate(db)
      console.log(pending.length === 0 ? 'The database is up to date.' : `Done: ${pending.toSorted().join(', ')}`)
    } finally {
      await db.destroy()
    }
  },
}
