import { DatabaseSync } from 'node:sqlite'
import { workerData } from 'node:worker_threads'

const file = new DatabaseSync(workerData as string)
file.exec('pragma wal_checkpoint(passive)')
file.close()
