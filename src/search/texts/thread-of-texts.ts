import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { BESIDE_PAGES } from './take-in.ts'
import type { FoundTexts, Located, TextAsking } from './text-index.ts'
import type { ThreadAnswer, ThreadOrder, ThreadPlace } from './text-thread.ts'

const THREAD = new URL('text-thread.ts', import.meta.url)
const CLOSING_MS = 5000

interface Waiting {
  resolve: (answer: ThreadAnswer) => void
  reject: (error: unknown) => void
}

type Ordered = ThreadOrder extends infer Order ? (Order extends unknown ? Omit<Order, 'number'> : never) : never

class ThreadTooLong extends Error {
  override message = 'A search took too long, and its thread was ended.'
}

function nothingIfTooLong(error: unknown): null {
  if (error instanceof ThreadTooLong) return null
  throw error
}

/** A `TextIndex` in a thread of its own, which begins with the first order. */
export class ThreadOfTexts {
  readonly #place: ThreadPlace
  readonly #patienceMs: number
  #worker: Worker | null = null
  readonly #waiting = new Map<number, Waiting>()
  #orders = 0

  /**
   * A thread that takes longer than `patienceMs` for an answer is given up, and the next order begins another, which must
   * read much anew: people are answered earlier, see turnstile.ts.
   */
  constructor(place: ThreadPlace, patienceMs = 20_000) {
    this.#place = place
    this.#patienceMs = patienceMs
  }

  async find(question: TextAsking): Promise<FoundTexts> {
    const answer = await this.#askInTime({ find: question })
    return answer && 'found' in answer
      ? answer.found
      : { ids: new Uint32Array(0), stamp: null, change: null, isCutOff: true, waiting: 0 }
  }

  async locate(located: Located): Promise<number[]> {
    const answer = await this.#askInTime({ locate: located })
    return answer && 'located' in answer ? answer.located : []
  }

  async takeIn(size = BESIDE_PAGES): Promise<number | null> {
    const answer = await this.#ask({ takeIn: size })
    return 'taken' in answer ? answer.taken : null
  }

  async close(): Promise<void> {
    const worker = this.#worker
    if (!worker) return
    this.#worker = null
    const exit = once(worker, 'exit')
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage('close')
    const late = setTimeout(() => void worker.terminate(), CLOSING_MS)
    await exit
    clearTimeout(late)
    this.#reject(new Error('The archive is closing.'))
  }

  /** Null: it took too long, or another order did. */
  async #askInTime(order: Ordered): Promise<ThreadAnswer | null> {
    const { promise: late, resolve } = Promise.withResolvers<null>()
    const timer = setTimeout(() => resolve(null), this.#patienceMs)
    const asked = this.#ask(order).catch(nothingIfTooLong)
    const worker = this.#worker
    const answer = await Promise.race([asked, late]).finally(() => clearTimeout(timer))
    // Not the thread that has taken its place meanwhile.
    if (answer === null && worker === this.#worker) this.#giveUp(new ThreadTooLong())
    return answer
  }

  #ask(order: Ordered): Promise<ThreadAnswer> {
    const worker = (this.#worker ??= this.#start())
    const number = ++this.#orders
    const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>()
    this.#waiting.set(number, { resolve, reject })
    worker.ref()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage({ ...order, number })
    return promise
  }

  #start(): Worker {
    const worker = new Worker(THREAD, { execArgv: [], workerData: this.#place })
    worker.on('message', (answer: ThreadAnswer) => this.#answered(worker, answer))
    worker.on('error', (error) => this.#ended(worker, error))
    worker.on('exit', () => this.#ended(worker, new Error('The thread that searches texts has ended.')))
    return worker
  }

  #answered(worker: Worker, answer: ThreadAnswer): void {
    const waiting = this.#waiting.get(answer.number)
    this.#waiting.delete(answer.number)
    // An archive that stops need not wait for a thread at rest.
    if (this.#waiting.size === 0) worker.unref()
    if ('error' in answer) waiting?.reject(answer.error)
    else waiting?.resolve(answer)
  }

  #ended(worker: Worker, error: unknown): void {
    if (worker === this.#worker) this.#giveUp(error)
  }

  #giveUp(error: unknown): void {
    const worker = this.#worker
    this.#worker = null
    this.#reject(error)
    void worker?.terminate()
  }

  #reject(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
