// The names that suggestions come from, for as long as the archive runs.
import type { Logger } from 'pino'
import type { Db } from '../../store/database.ts'
import { KeptNames } from './kept-names.ts'
import type { Names } from './names.ts'
import type { NameKind } from './read-names.ts'
import type { CountWorks } from './work-counts.ts'

/** The first to ask, or `begin`, begins to read them. */
export class NameKeeper {
  readonly #db: Db
  readonly #log: Logger
  readonly #countWorks: CountWorks
  #kept: KeptNames | null = null
  #isStopped = false

  constructor(db: Db, log: Logger, countWorks: CountWorks) {
    this.#db = db
    this.#log = log
    this.#countWorks = countWorks
  }

  /** Fulfilled when they are there. */
  async begin(): Promise<void> {
    const started = performance.now()
    const kept = this.#current()
    await kept.done
    if (!kept.isReady) return
    this.#log.info({ names: kept.size, ms: Math.round(performance.now() - started) }, 'the names are ready')
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#kept?.stop()
  }

  /** As they are now; null while they are still being read. */
  async find(): Promise<Readonly<Record<NameKind, Names>> | null> {
    if (this.#isStopped) return null
    const kept = this.#current()
    await kept.begun
    if (!kept.isReady) return null
    if (await kept.catchUp(this.#db)) return kept.names
    if (this.#kept === kept) this.#kept = null
    return null
  }

  #current(): KeptNames {
    return (this.#kept ??= new KeptNames(this.#db, this.#countWorks, (err) => {
      // Whoever asks next begins anew: the database is away.
      this.#kept = null
      if (!this.#isStopped) this.#log.error({ err }, 'the names could not be read; suggestions come from the database')
    }))
  }
}
