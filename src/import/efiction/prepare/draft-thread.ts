// A thread that drafts: one parcel of rows after the other, each answered with what became of it.
import { parentPort } from 'node:worker_threads'
import { type DraftOrder, draftAll } from './draft-job.ts'
import type { RowParcel } from './row-parcel.ts'

let order: DraftOrder | null = null

parentPort?.on('message', (message: DraftOrder | RowParcel) => {
  if ('task' in message) {
    order = message
    return
  }
  const drafted = draftAll(order!, message)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
  parentPort?.postMessage(drafted, [drafted.bag])
})
