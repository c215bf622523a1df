import { Worker } from 'node:worker_threads'
import { Blocks } from './blocks.ts'
import type { DraftOrder, Drafted } from './draft-job.ts'
import type { RowParcel } from './row-parcel.ts'

const THREAD = new URL('draft-thread.ts', import.meta.url)

/** Enough for batches; a larger nursery only delays the clearing away of texts that are done. */
const YOUNG_MB = 8

interface Waiting {
  resolve: (drafted: Drafted) => void
  reject: (error: Error) => void
}

interface Thread {
  worker: Worker
  /** A thread answers in the order in which it was asked. */
  waiting: Waiting[]
}

/**
 * Threads that draft texts while this one writes. They start when they are made, for loading their modules takes a
 * while. Close it in any case: it keeps the process alive.
 */
export class DraftThreads {
  readonly blocks = new Blocks()
  readonly #threads: readonly Thread[]
  #failure: Error | null = null

  constructor(count: number) {
    this.#threads = Array.from({ length: count }, () => this.#start())
  }

  get count(): number {
    return this.#threads.length
  }

  #start(): Thread {
    // Flags of this process, such as those of a test runner, are not for its threads.
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB }
    const worker = new Worker(THREAD, { execArgv: [], resourceLimits })
    const thread: Thread = { worker, waiting: [] }
    worker.on('message', (drafted: Drafted) => thread.waiting.shift()?.resolve(drafted))
    worker.on('messageerror', (error) => this.#fail(error))
    worker.on('error', (error) => this.#fail(error as Error))
    worker.on('exit', (code) => this.#fail(new Error(`A thread that cleans texts has ended by itself (${code}).`)))
    return thread
  }

  /** What the next parcels are. */
  begin(order: DraftOrder): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    for (const { worker } of this.#threads) worker.postMessage(order)
  }

  draft(parcel: RowParcel): Promise<Drafted> {
    if (this.#failure) return Promise.reject(this.#failure)
    const thread = this.#threads.reduce((least, each) => (each.waiting.length < least.waiting.length ? each : least))
    const { promise, resolve, reject } = Promise.withResolvers<Drafted>()
    thread.waiting.push({ resolve, reject })
    thread.worker.postMessage(parcel, [parcel.block, parcel.lengths.buffer])
    return promise
  }

  #fail(error: Error): void {
    this.#failure ??= error
    for (const { waiting } of this.#threads) {
      for (const { reject } of waiting.splice(0)) reject(this.#failure)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()))
  }
}
