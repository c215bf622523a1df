// Takes the words that wait into the index of texts, in a process of its own that is killed at its n-th word to the database.
// Arguments: the database's address or - for SQLite, the data folder, n (0: never), and "ahead" for a thread that reads.
import { openDatabase } from '../src/store/database.ts'
import { closeTexts, openTexts } from '../src/store/texts-file.ts'
import { takeInAll } from '../src/search/texts/reindex.ts'

const [url, dataDir, last, way] = process.argv.slice(2) as [string, string, string, string]
let queries = 0

const db = openDatabase({
  url: url === '-' ? null : url,
  dataDir,
  durable: false,
  pool: { connections: 2 },
  onQuery: () => {
    queries++
    if (queries === Number(last)) process.kill(process.pid, 'SIGKILL')
  },
})
const texts = openTexts(db)
await takeInAll(texts, () => {}, { size: { works: 3, bytes: 2000 }, alone: way === 'ahead' })
await closeTexts(texts, db)
await db.destroy()
console.log(queries)
