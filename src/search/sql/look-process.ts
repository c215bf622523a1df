// The process that looks into a large SQLite archive, because there nothing but the end of a process ends a query.
import { setPriority } from 'node:os'
import { openDatabase } from '../../store/database.ts'
import { look, type LookName, type Looks } from './look.ts'

export interface LookOrder {
  number: number
  name: LookName
  asked: Looks[LookName]['asked']
}

export type LookAnswer = { ready: true } | { number: number; found: unknown } | { number: number; error: unknown }

const BEHIND_PAGES = 5

setPriority(BEHIND_PAGES)
const db = openDatabase({ url: null, dataDir: process.argv[2]! })
process.on('message', (order: LookOrder) => void answer(order).then(tell))
// The archive has ended, or does not need it any more.
process.on('disconnect', () => process.exit())
tell({ ready: true })

async function answer({ number, name, asked }: LookOrder): Promise<LookAnswer> {
  try {
    return { number, found: await look(db, name, asked) }
  } catch (error) {
    return { number, error }
  }
}

function tell(answer: LookAnswer): void {
  process.send!(answer)
}
