// A thread beside the one that typesets, which cannot look up from its work: ends the process when it takes too much, or
// when the archive that wanted the PDF is gone.
import { workerData } from 'node:worker_threads'
import type { Start } from './job.ts'

const LOOK_EVERY_MS = 100

const { maxBytes } = workerData as Start
const archive = process.ppid
setInterval(() => {
  if (process.memoryUsage.rss() > maxBytes || process.ppid !== archive) process.kill(process.pid, 'SIGKILL')
}, LOOK_EVERY_MS)
