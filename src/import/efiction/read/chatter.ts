// What the program that made a dump, its shell or PHP said into the same file: lines of their own between the statements.

const WORDS = /^(MYSQLDUMP|MARIADB|MYSQL|ENTER|WARNING|ERROR|NOTICE|DEPRECATED|FATAL|PHP|STRICT)$/
const TAG = 0x3c

/** `word` in upper case, and the byte that it begins with: PHP writes its messages in HTML. */
export function isChatter(word: string, byte: number): boolean {
  return WORDS.test(word) || byte === TAG
}

const TROUBLE = /\berror\b|couldn't|denied/i
/** What newer servers say to those who may not see where the tables lie on the disk; the rows are all there. */
const NO_TROUBLE = /tablespaces|\bwarning\b/i
/** After this nothing comes any more of a table, or of all that would follow. */
const BROKE_OFF =
  /\bfatal error\b|lost connection|gone away|when dumping table|memory size of|execution time (?:of|exceeded)/i
const MOST_HEARD = 20

export class Chatter {
  /** What had gone wrong. */
  readonly complaints = new Set<string>()
  /** The first of them that says that rows are missing. */
  brokeOff: string | null = null

  hear(line: string): void {
    const said = line
      .replace(/<[^<>]*>/g, '')
      .trim()
      .slice(0, 200)
    if (BROKE_OFF.test(said)) this.brokeOff ??= said
    else if (!TROUBLE.test(said) || NO_TROUBLE.test(said)) return
    if (this.complaints.size < MOST_HEARD) this.complaints.add(said)
  }
}
