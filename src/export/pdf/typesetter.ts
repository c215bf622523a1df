import { availableParallelism } from 'node:os'
import type { Book, BookTexts } from '../book.ts'
import { picturesIn } from '../links.ts'
import type { BookPictures } from '../pictures.ts'
import type { PdfOptions } from './pdf-options.ts'
import { NoPdf } from './refusals.ts'
import { type TurnLimits, Turns } from '../turns.ts'
import { TypesetRun } from './typeset-run.ts'

export interface PdfOrder {
  /** Who wants it, as far as limits know: one may not take all turns. */
  asker: string
  book: Book
  texts: BookTexts
  pictures: BookPictures
  options: PdfOptions
  /** "These signs are in no typeface here: {signs}". */
  remark: string
}

export interface TypesetterLimits extends TurnLimits {
  /** For one book, once its turn has come. */
  seconds: number
  /** Of memory for one book. */
  maxBytes: number
}

const MB = 1024 * 1024

/** Half of the processors stay with the pages, and a machine with two is lent one. */
export const USUAL_LIMITS: TypesetterLimits = {
  atOnce: Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2))),
  waiting: 12,
  waitSeconds: 25,
  each: 3,
  seconds: 60,
  maxBytes: 1536 * MB,
}

/** Typesetting takes about 360 bytes for each sign of HTML, upon what it always needs. */
const BYTES_PER_CHAR = 380
const BYTES_ALWAYS = 220 * MB
/** Of the memory that the machine has left. */
const PART_OF_FREE = 0.8
const CHARS_PER_WORD = 5
const MOST_CHAPTERS = 2500
const MOST_PICTURES_BYTES = 48 * MB

/** Makes PDFs in processes of their own, a few at a time. */
export class Typesetter {
  private readonly turns: Turns
  private readonly limits: TypesetterLimits
  private readonly fontFolders: readonly string[]
  private readonly runs = new Set<TypesetRun>()

  constructor(fontFolders: readonly string[], limits: Partial<TypesetterLimits> = {}) {
    this.limits = { ...USUAL_LIMITS, ...limits }
    this.fontFolders = fontFolders
    this.turns = new Turns(this.limits)
  }

  /** Refuses with `NoPdf`; when the signal says that nobody waits any more, with its reason. */
  async typeset(order: PdfOrder, signal: AbortSignal): Promise<Buffer<ArrayBuffer>> {
    const { book, options, remark } = order
    const { seconds } = this.limits
    this.refuseTooLong(book, this.limits.maxBytes)
    const endTurn = await this.turns.begin(order.asker, signal)
    if (!endTurn) throw new NoPdf({ kind: 'busy' })
    const maxBytes = Math.min(this.limits.maxBytes, process.availableMemory() * PART_OF_FREE)
    const run = new TypesetRun({ book, options, remark, maxBytes, fontFolders: this.fontFolders }, { seconds, signal })
    this.runs.add(run)
    try {
      this.feed(run, order, maxBytes).catch((error: unknown) => run.cutShort(error as Error))
      return await run.pdf
    } finally {
      run.stop()
      this.runs.delete(run)
      endTurn()
    }
  }

  /** Ends what is under way. */
  close(): void {
    for (const run of this.runs) run.stop()
  }

  private refuseTooLong(book: Book, maxBytes: number): void {
    const chapters = book.parts.flatMap((part) => part.chapters)
    const words = chapters.reduce((sum, chapter) => sum + chapter.wordCount, 0)
    if (chapters.length > MOST_CHAPTERS || words * CHARS_PER_WORD > mostChars(maxBytes)) {
      throw new NoPdf({ kind: 'too_long' })
    }
  }

  private async feed(run: TypesetRun, { book, texts, pictures }: PdfOrder, maxBytes: number): Promise<void> {
    const paths = new Set<string>()
    let chars = 0
    for (const { summaryHtml, notesHtml, endNotesHtml } of book.parts) {
      for (const path of picturesIn(summaryHtml + notesHtml + endNotesHtml)) paths.add(path)
    }
    for await (const text of texts()) {
      const html = text.notesHtml + text.html + text.endNotesHtml
      chars += html.length
      if (chars > mostChars(maxBytes)) throw new NoPdf({ kind: 'too_long' })
      for (const path of picturesIn(html)) paths.add(path)
      if (!(await run.send({ kind: 'text', text }))) return
    }
    await this.feedPictures(run, pictures, [...paths])
    await run.send({ kind: 'end' })
  }

  /** Beyond the limit only their words are printed. */
  private async feedPictures(run: TypesetRun, pictures: BookPictures, paths: readonly string[]): Promise<void> {
    let bytesLeft = MOST_PICTURES_BYTES
    if (paths.length === 0) return
    const found = await pictures.find(paths)
    for (const [address, { byteCount }] of found) {
      if (byteCount > bytesLeft) continue
      const bytes = await pictures.read(address)
      if (bytes === null) continue
      bytesLeft -= byteCount
      if (!(await run.send({ kind: 'picture', address, bytes }))) return
    }
  }
}

function mostChars(maxBytes: number): number {
  return (maxBytes - BYTES_ALWAYS) / BYTES_PER_CHAR
}
