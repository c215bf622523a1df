import { takeInAll, type Told } from '../../src/search/texts/reindex.ts'
import { openDatabase } from '../../src/store/database.ts'
import { closeTexts, openTexts } from '../../src/store/texts-file.ts'

const TELL_EVERY = 20_000

/** Every text is in the index afterwards, and stays there for the next run. */
export async function drainTexts(folder: string): Promise<void> {
  const archive = openDatabase({ url: null, dataDir: folder, durable: false })
  const db = openTexts(archive)
  let told = 0
  const tell = ({ done, total }: Told) => {
    if (done < told + TELL_EVERY && done !== total) return
    told = done
    console.log(`took in the texts of ${done} of ${total} works`)
  }
  await takeInAll(db, tell, { alone: true })
  await closeTexts(db, archive)
}
