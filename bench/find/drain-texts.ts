import { takeInAll } from '../../src/search/texts/reindex.ts'
import { openDatabase } from '../../src/store/database.ts'

const TELL_EVERY = 20_000

/** Every text is in the index afterwards, and stays there for the next run. */
export async function drainTexts(folder: string): Promise<void> {
  const db = openDatabase({ url: null, dataDir: folder, durable: false })
  let told = 0
  await takeInAll(db, ({ done, total }) => {
    if (done < told + TELL_EVERY && done !== total) return
    told = done
    console.log(`took in the texts of ${done} of ${total} works`)
  })
  await db.destroy()
}
