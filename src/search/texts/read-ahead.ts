import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Parcel } from './parcel.ts'
import type { AheadPlace } from './read-ahead-thread.ts'

const THREAD = new URL('read-ahead-thread.ts', import.meta.url)
const AHEAD = 3
const YOUNG_MB = 8

/** All that waits in a SQLite archive, in order, read in a thread of its own. Whoever is done with it must return it. */
export async function* readAhead(place: AheadPlace): AsyncGenerator<Parcel, void> {
  // Flags of this process, such as those of a test runner, are not for its threads.
  const worker = new Worker(THREAD, {
    execArgv: [],
    workerData: place,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  const ask = () => worker.postMessage('next')
  try {
    const answers = on(worker, 'message', { close: ['exit'] })
    for (let count = 0; count < AHEAD; count += 1) ask()
    for await (const [parcel] of answers as AsyncIterable<[Parcel | null]>) {
      if (parcel === null) return
      ask()
      yield parcel
    }
    throw new Error('The thread that reads texts ahead has ended by itself.')
  } finally {
    await worker.terminate()
  }
}
