import { emptyIndex, packIndex, takeInAll } from '../search/texts/reindex.ts'
import { BESIDE_PAGES } from '../search/texts/take-in.ts'
import { takeHold } from '../store/hold.ts'
import { closeTexts, openTexts } from '../store/texts-file.ts'
import { type Command, DATA_FLAG } from './command.ts'
import { configOf, openArchive } from './open-archive.ts'
import { Progress } from './progress.ts'

export const reindex: Command = {
  name: 'reindex',
  summary:
    'Make the index of texts anew, which searches look into. Works are found again one after the other meanwhile; ended halfway, a server or the same command with --rest goes on.',
  flags: {
    rest: { type: 'boolean', help: 'only take in what waits for it' },
    ...DATA_FLAG,
  },
  run: async (call) => {
    const archive = await openArchive(configOf(call))
    const db = openTexts(archive)
    const progress = new Progress()
    // Beside a server, whose searches wait for each slice, they are small.
    const alone = await takeHold(archive, 'serving', 'alone')
    try {
      if (!call.has('rest')) await emptyIndex(db)
      const done = await takeInAll(
        db,
        ({ done, total }) => progress.show({ label: 'works', done, total }),
        alone ? { alone: true } : { size: BESIDE_PAGES },
      )
      progress.end()
      if (!call.has('rest') && alone) await packIndex(db)
      console.log(`The index of texts is complete: ${done} works were taken in.`)
    } finally {
      await alone?.release()
      await closeTexts(db, archive)
      await archive.destroy()
    }
  },
}
