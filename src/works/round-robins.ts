import type { FieldErrors } from '../errors.ts'
import { readSettings } from '../site/settings.ts'
import type { Db } from '../store/database.ts'

/** A round robin that is one stays one, also where no new ones are begun. */
export async function roundRobinMistake(db: Db, wanted: boolean, before: boolean): Promise<FieldErrors> {
  if (!wanted || before || (await readSettings(db)).roundRobins === 'allowed') return {}
  return { form: 'Round robins are not begun any more on this archive. Please leave that box empty.' }
}
