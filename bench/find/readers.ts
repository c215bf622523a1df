// Readers who open one chapter after the other while something else goes on.
import { Random } from '../random.ts'

const READERS = 8
/** Works of either size that have a chapter. */
const CHAPTERS = 200_000

export interface Beside<Done> {
  done: Done
  /** Of the pages that readers opened meanwhile, in milliseconds, upwards. */
  pagesMs: number[]
}

export async function whileReading<Done>(origin: string, work: () => Promise<Done>): Promise<Beside<Done>> {
  const over = new AbortController()
  const pagesMs: number[] = []
  const random = new Random(3)
  const readers = Array.from({ length: READERS }, async () => {
    while (!over.signal.aborted) {
      const id = 1 + random.below(CHAPTERS)
      const started = performance.now()
      // oxlint-disable-next-line no-await-in-loop -- one reader opens one page after the other
      await (await fetch(`${origin}/works/${id}/chapters/${id}`)).arrayBuffer()
      pagesMs.push(performance.now() - started)
    }
  })
  const done = await work().finally(() => over.abort())
  await Promise.all(readers)
  return { done, pagesMs: pagesMs.sort((one, other) => one - other) }
}
