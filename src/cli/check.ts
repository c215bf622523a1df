import type { Kysely } from 'kysely'
import { listPendingMigrations } from '../store/migrate.ts'
import type { Tables } from '../store/tables.ts'
import { checkDerived } from './check/derived.ts'
import { checkEngine } from './check/engine.ts'
import { checkStatuses } from './check/statuses.ts'
import { checkTags } from './check/tags.ts'
import { checkTextIndex } from './check/text-index.ts'
import { checkTexts } from './check/texts.ts'
import { type Command, DATA_FLAG } from './command.ts'
import { configOf, openUnchanged } from './open-archive.ts'
import { Progress } from './progress.ts'

export const check: Command = {
  name: 'check',
  summary: 'Look through a whole archive for damage. Exit code 1 when there is any.',
  flags: {
    repair: { type: 'boolean', help: 'also set right what is counted from other things' },
    ...DATA_FLAG,
  },
  run: async (call) => {
    const db = await openUnchanged(configOf(call))
    const progress = new Progress()
    try {
      const findings = await checkArchive(db, { repair: call.has('repair'), progress })
      progress.end()
      for (const finding of findings) console.log(finding)
      console.log(findings.length === 0 ? 'Everything is in order.' : `${findings.length} findings.`)
      return findings.length === 0 ? 0 : 1
    } finally {
      await db.destroy()
    }
  },
}

/** One sentence for each thing that is wrong; with an old schema, only that. */
export async function checkArchive(
  db: Kysely<Tables>,
  { repair, progress }: { repair: boolean; progress: Progress },
): Promise<string[]> {
  const pending = await listPendingMigrations(db)
  if (pending.length > 0) return [`The database lacks ${pending.toSorted().join(', ')}. Run: fanfold migrate`]
  return [
    ...(await checkEngine(db)),
    ...(await checkStatuses(db)),
    ...(await checkTags(db, repair)),
    ...(await checkTexts(db, progress)),
    // Before what is derived is set right: that lets every work wait for the index.
    ...(await checkTextIndex(db, repair, progress)),
    ...(await checkDerived(db, repair, progress)),
  ]
}
