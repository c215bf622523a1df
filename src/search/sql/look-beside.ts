// Looks into a large SQLite archive from beside the pages: there a query cannot be stopped, and holds up its whole process.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { TookTooLong } from '../../store/time-limit.ts'
import { Turnstile } from '../turnstile.ts'
import type { LookName, Looks } from './look.ts'
import type { LookAnswer, LookOrder } from './look-process.ts'

const PROCESS = fileURLToPath(new URL('look-process.ts', import.meta.url))

interface Waiting {
  resolve: (found: unknown) => void
  reject: (error: unknown) => void
}

/** One process, from the first look on or `begin`, until nobody has asked for a while. A look that takes too long ends it. */
export class LookBeside {
  readonly #dataDir: string
  readonly #longestMs: number
  readonly #restMs: number
  #helper: Helper | null = null
  #orders = 0
  #rest: NodeJS.Timeout | null = null
  /** One look after the other, so that each has its time. */
  readonly #turnstile = new Turnstile({ atOnce: 1, waiting: 30, patienceMs: 8000, refusal: () => new TookTooLong() })

  constructor(dataDir: string, { longestMs = 1000, restMs = 60_000 } = {}) {
    this.#dataDir = dataDir
    this.#longestMs = longestMs
    this.#restMs = restMs
  }

  begin(): void {
    this.#current()
    this.#restSoon()
  }

  /** Refuses with `TookTooLong`, also where many others wait already. */
  async look<Name extends LookName>(name: Name, asked: Looks[Name]['asked']): Promise<Looks[Name]['found']> {
    const found = await this.#turnstile.pass(() => this.#lookNow({ number: ++this.#orders, name, asked }))
    if (found === null) throw new TookTooLong()
    return found as Looks[Name]['found']
  }

  stop(): void {
    if (this.#rest) clearTimeout(this.#rest)
    this.#helper?.end(new Error('The archive is closing.'))
    this.#helper = null
  }

  async #lookNow(order: LookOrder): Promise<unknown> {
    const helper = this.#current()
    await helper.ready
    const late = setTimeout(() => {
      this.#giveUp(helper, new TookTooLong())
      // So that the next need not wait for it.
      this.begin()
    }, this.#longestMs)
    return helper.ask(order).finally(() => {
      clearTimeout(late)
      this.#restSoon()
    })
  }

  #restSoon(): void {
    if (this.#rest) clearTimeout(this.#rest)
    this.#rest = setTimeout(() => this.stop(), this.#restMs).unref()
  }

  #current(): Helper {
    if (this.#rest) clearTimeout(this.#rest)
    return (this.#helper ??= new Helper(this.#dataDir, (helper, error) => this.#giveUp(helper, error)))
  }

  #giveUp(helper: Helper, error: Error): void {
    helper.end(error)
    // Not the one that has taken its place meanwhile.
    if (this.#helper === helper) this.#helper = null
  }
}

class Helper {
  readonly ready: Promise<void>
  readonly #process: ChildProcess
  readonly #waiting = new Map<number, Waiting>()
  readonly #begun: { resolve: () => void; reject: (error: Error) => void }

  constructor(dataDir: string, onEnd: (helper: Helper, error: Error) => void) {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.ready = promise
    promise.catch(() => {})
    this.#begun = { resolve, reject }
    this.#process = fork(PROCESS, [dataDir], { execArgv: [], serialization: 'advanced' })
    this.#process.on('message', (answer: LookAnswer) => this.#take(answer))
    this.#process.on('error', (error) => onEnd(this, error))
    this.#process.on('exit', () => onEnd(this, new Error('The process that looks into the database has ended.')))
    this.#process.unref()
    this.#process.channel?.unref()
  }

  ask(order: LookOrder): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#waiting.set(order.number, { resolve, reject })
    this.#process.send(order, (error) => error && this.end(error))
    return promise
  }

  end(error: Error): void {
    this.#begun.reject(error)
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
    this.#process.kill('SIGKILL')
  }

  #take(answer: LookAnswer): void {
    if ('ready' in answer) return this.#begun.resolve()
    const waiting = this.#waiting.get(answer.number)
    this.#waiting.delete(answer.number)
    if ('error' in answer) waiting?.reject(answer.error)
    else waiting?.resolve(answer.found)
  }
}
