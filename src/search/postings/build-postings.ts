// Reads all works, in slices between which pages are answered.
import type { Db } from '../../store/database.ts'
import { fillTerms } from './fill-terms.ts'
import type { RankedPostings } from './ranked-postings.ts'
import { hashOf, STEP } from './ranks.ts'
import { NAMES, readTextsAfter, type Text, TITLES } from './read-texts.ts'
import { countWorks, readTagFactsAfter, readWorksAfter } from './read-works.ts'

const WORKS_AT_ONCE = 100
const ROWS_AT_ONCE = 1000
/** For the works that come until the arrays have to grow. */
const HEADROOM = 1.02

/** `pause` may throw: whoever waits for nothing any more stops the work so. */
export async function buildPostings(db: Db, index: RankedPostings, pause: () => Promise<void>): Promise<void> {
  await rankAll(db, NAMES, pause, (id, rank, hash) => index.authors.set(id, rank, hash))
  index.postings.documents.reserve(Math.ceil((await countWorks(db)) * HEADROOM))
  await readAllWorks(db, index, pause)
  await readAllTags(db, index, pause)
  await fillTerms(index.postings, pause)
  await rankAll(db, TITLES, pause, (id, rank, hash) => index.setTitle(id, rank, hash))
}

async function readAllWorks(db: Db, index: RankedPostings, pause: () => Promise<void>): Promise<void> {
  let last = { updated: Number.MIN_SAFE_INTEGER, id: 0 }
  for (;;) {
    const works = await readWorksAfter(db, last, WORKS_AT_ONCE)
    for (const work of works) index.putInBulk(work)
    if (works.length < WORKS_AT_ONCE) return
    last = works.at(-1)!
    await pause()
  }
}

async function readAllTags(db: Db, { postings: { names } }: RankedPostings, pause: () => Promise<void>): Promise<void> {
  let last = 0
  for (;;) {
    const facts = await readTagFactsAfter(db, last, ROWS_AT_ONCE)
    for (const one of facts) if (names.findTag(one.tagId) >= 0) names.learn(one)
    if (facts.length < ROWS_AT_ONCE) return
    last = facts.at(-1)!.tagId
    await pause()
  }
}

async function rankAll(
  db: Db,
  source: typeof TITLES,
  pause: () => Promise<void>,
  set: (id: number, rank: number, hash: number) => void,
): Promise<void> {
  let last: Text = { id: 0, text: '' }
  let rank = 0
  for (;;) {
    const texts = await readTextsAfter(db, source, last, ROWS_AT_ONCE)
    for (const text of texts) {
      if (text.text !== last.text) rank += STEP
      set(text.id, rank, hashOf(text.text))
      last = text
    }
    if (texts.length < ROWS_AT_ONCE) return
    await pause()
  }
}
