// An import in a process of its own that is killed, without a chance to tidy up, at its n-th word to the database.
// Arguments: the database's address or - for SQLite, the data folder, the dump, the story files or -, and n (0: never).
import './cheap-passwords.ts'
import { openDatabase } from '../src/store/database.ts'
import { importSite } from '../src/import/efiction/import-site.ts'

const [url, dataDir, dump, files, last] = process.argv.slice(2) as [string, string, string, string, string]
let queries = 0

const db = openDatabase({
  url: url === '-' ? null : url,
  dataDir,
  durable: false,
  pool: { connections: 3 },
  onQuery: () => {
    queries++
    if (queries === Number(last)) process.kill(process.pid, 'SIGKILL')
  },
})
await importSite(db, { dump, files: files === '-' ? null : files, now: Date.UTC(2026, 10, 22), alone: true })
await db.destroy()
console.log(queries)
