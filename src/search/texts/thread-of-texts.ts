import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FoundTexts, TextQuestion } from './text-index.ts'
import type { ThreadAnswer, ThreadPlace } from './text-thread.ts'

const THREAD = new URL('text-thread.ts', import.meta.url)
const CLOSING_MS = 5000

interface Waiting {
  resolve: (answer: ThreadAnswer) => void
  reject: (error: unknown) => void
}

/** A `TextIndex` in a thread of its own, which begins with the first order. */
export class ThreadOfTexts {
  readonly #place: ThreadPlace
  readonly #patienceMs: number
  #worker: Worker | null = null
  readonly #waiting = new Map<number, Waiting>()
  #orders = 0

  /** A thread that takes longer than `patienceMs` for an order is given up, and the next order begins another. */
  constructor(place: ThreadPlace, patienceMs = 3000) {
    this.#place = place
    this.#patienceMs = patienceMs
  }

  async find(question: TextQuestion): Promise<FoundTexts> {
    const late = { isLate: true } as const
    const asked = this.#ask(question)
    const answer = await Promise.race([asked, lateAfter(this.#patienceMs, late)])
    if (!('isLate' in answer)) return (answer as { found: FoundTexts }).found
    asked.catch(() => {})
    this.#giveUp(new Error('A search took too long, and its thread was ended.'))
    return { ids: new Uint32Array(0), isCutOff: true, waiting: 0 }
  }

  async takeIn(): Promise<number | null> {
    return ((await this.#ask(null)) as { taken: number | null }).taken
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
  }

  #ask(question: TextQuestion | null): Promise<ThreadAnswer> {
    const worker = (this.#worker ??= this.#start())
    const number = ++this.#orders
    const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>()
    this.#waiting.set(number, { resolve, reject })
    worker.ref()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage({ number, question })
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
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
    void worker?.terminate()
  }
}

function lateAfter<Late>(ms: number, late: Late): Promise<Late> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(late), ms).unref()
  })
}
