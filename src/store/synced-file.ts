import { type FileHandle, open } from 'node:fs/promises'
import { SharedRun } from './shared-run.ts'

/**
 * Waits beside this thread until all is on the disk that was written into a file before: SQLite would wait within a
 * commit, and every page with it. The file is there by the time somebody asks. Locks on it would be lost with `close`:
 * SQLite has none on its log.
 */
export class SyncedFile {
  readonly #path: string
  #file: FileHandle | null = null
  readonly #run = new SharedRun(async () => (this.#file ??= await open(this.#path)).datasync())

  constructor(path: string) {
    this.#path = path
  }

  /** Fulfilled when what was written before the call is safe. */
  sync(): Promise<void> {
    return this.#run.run()
  }

  async close(): Promise<void> {
    await this.#run.current?.catch(() => {})
    await this.#file?.close()
    this.#file = null
  }
}
