import { type FileHandle, open } from 'node:fs/promises'

/**
 * The disk's word that all is safe which was written into a file before it was asked for, got beside this thread: SQLite
 * would wait for it within a commit, and every page with it. Those who ask at once are told at once.
 */
export class DiskWord {
  readonly #sync: () => Promise<void>
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | null = null

  constructor(sync: () => Promise<void>) {
    this.#sync = sync
  }

  /** Whoever asks while a word is awaited has written too late for it, and waits for the next one. */
  ask(): Promise<void> {
    return (this.#next ??= this.#afterThat())
  }

  async #afterThat(): Promise<void> {
    await this.#running.catch(() => {})
    this.#next = null
    await (this.#running = this.#sync())
  }
}

/** Of a file that is there by the time somebody asks. Locks on it would be lost with `close`: SQLite has none on its log. */
export class SyncedFile {
  readonly #path: string
  #file: Promise<FileHandle> | null = null
  readonly #word = new DiskWord(async () => (await (this.#file ??= open(this.#path))).datasync())

  constructor(path: string) {
    this.#path = path
  }

  sync(): Promise<void> {
    return this.#word.ask()
  }

  async close(): Promise<void> {
    const file = this.#file
    this.#file = null
    await (await file)?.close()
  }
}
