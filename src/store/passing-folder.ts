import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A place for what nobody needs afterwards. It goes when the program ends, whatever ends it but `kill -9`. */
export class PassingFolder {
  readonly path: string
  readonly remove = (): void => {
    process.off('exit', this.remove)
    rmSync(this.path, { recursive: true, force: true })
  }

  /** `what` it is for is a part of its name. */
  constructor(what: string) {
    this.path = mkdtempSync(join(tmpdir(), `fanfold-${what}-`))
    process.once('exit', this.remove)
  }
}
