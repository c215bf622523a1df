import { takeInAll, type Told } from '../src/search/texts/reindex.ts'
import { openDatabase } from '../src/store/database.ts'
import { closeTexts, openTexts } from '../src/store/texts-file.ts'
import { resortTitles } from '../src/works/resort-titles.ts'

const TELL_EVERY = 20_000

/** Does what a server does by and by beside the pages, which would be measured with them: titles are sorted, texts taken in. */
export async function settleArchive(folder: string): Promise<void> {
  const archive = openDatabase({ url: null, dataDir: folder, durable: false })
  await resortTitles(archive, Date.now())
  const texts = openTexts(archive)
  let told = 0
  const tell = ({ done, total }: Told) => {
    if (done < told + TELL_EVERY && done !== total) return
    told = done
    console.log(`took in the texts of ${done} of ${total} works`)
  }
  await takeInAll(texts, tell, { alone: true })
  await closeTexts(texts, archive)
  await archive.destroy()
}
