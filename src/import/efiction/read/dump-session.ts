import { leadsOf } from './named-charsets.ts'

/** What the statements of a dump set for those that follow. */
export class DumpSession {
  /** False where strings know no backslash (NO_BACKSLASH_ESCAPES). */
  backslashes = true
  isUtc = false
  /** The character set by MySQL's name; '' where nothing was said. */
  names = ''
  /** As in `ByteCursor`. */
  leads: Uint8Array | null = null
  #backslashesBefore = true

  startFile(): void {
    this.backslashes = true
    this.#backslashesBefore = true
    this.isUtc = false
    this.#setNames('')
  }

  /** `SET sql_mode = '…'` and the like, also inside the conditional comments; `= @saved` goes back. */
  hear(text: string): void {
    const names = /\bSET\s+NAMES\s+['"]?(\w+)/i.exec(text)?.[1]
    if (names !== undefined) this.#setNames(names.toLowerCase())
    const zone = /\bSET\b[^;]*?(?<!\w)TIME_ZONE\s*=\s*(['"])(.*?)\1/is.exec(text)?.[2]
    if (zone !== undefined) this.isUtc = /^(\+00:00|UTC)$/i.test(zone)
    const found = /\bSET\b[^;]*?(?<!\w)SQL_MODE\s*=\s*(?:(['"])(.*?)\1|@)/is.exec(text)
    if (!found) return
    const [, , mode] = found
    const before = this.backslashes
    this.backslashes = mode === undefined ? this.#backslashesBefore : !/NO_BACKSLASH_ESCAPES/i.test(mode)
    this.#backslashesBefore = before
  }

  #setNames(names: string): void {
    this.names = names
    this.leads = leadsOf(names)
  }
}
