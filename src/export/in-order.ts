import type { BookText, BookTexts } from './book.ts'

/** Walks through the texts of a book in step with its chapters, and lets go of them whatever happens. */
export async function* withTexts<Piece>(
  texts: BookTexts,
  write: (next: () => Promise<BookText>) => AsyncIterable<Piece>,
): AsyncGenerator<Piece> {
  const source = texts()[Symbol.asyncIterator]()
  try {
    yield* write(async () => {
      const { value, done } = await source.next()
      if (done) throw new Error('There are fewer texts than chapters.')
      return value
    })
  } finally {
    await source.return?.()
  }
}
