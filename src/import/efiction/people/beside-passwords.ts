import { availableParallelism } from 'node:os'
import type { Move } from '../moving.ts'
import { type Rest, wrapPasswords } from './wrap-passwords.ts'

/** With two cores the texts have both first; with more the passwords need not wait for them. */
const HAS_SPARE_CORES = availableParallelism() > 2

/** Waits for both, whichever fails: nothing may still be at work when the spool is closed. */
export async function besidePasswords(move: Move, work: () => Promise<void>): Promise<void> {
  let rest: Rest = 'at work'
  const passwords = HAS_SPARE_CORES ? wrapPasswords(move, () => rest) : null
  passwords?.catch(() => {})
  try {
    await work()
    rest = 'done'
  } catch (error) {
    rest = 'failed'
    await passwords?.catch(() => {})
    throw error
  }
  move.tell({ phase: 'passwords', done: 0, total: null })
  await (passwords ?? wrapPasswords(move, () => rest))
}
