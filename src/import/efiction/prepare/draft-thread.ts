// A thread that drafts: one parcel of rows after the other, each answered with what became of it.
import { parentPort, workerData } from 'node:worker_threads'
import { type DraftOrder, draftAll } from './draft-job.ts'
import type { RowParcel } from './row-parcel.ts'

parentPort?.on('message', (parcel: RowParcel) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
  parentPort?.postMessage(draftAll(workerData as DraftOrder, parcel))
})
