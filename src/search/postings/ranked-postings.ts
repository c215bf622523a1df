// The postings with the order of titles and authors.
import { AuthorRanks, NAMELESS } from './author-ranks.ts'
import type { Ranked } from './place-texts.ts'
import { type IndexedWork, Postings } from './postings.ts'
import { hashOf } from './ranks.ts'

export class RankedPostings {
  readonly postings: Postings
  readonly authors = new AuthorRanks()

  /** As `Postings` takes it. */
  constructor(sample?: number) {
    this.postings = new Postings(sample)
  }

  put(work: IndexedWork): void {
    this.#setAuthor(this.postings.put(work), work)
  }

  putInBulk(work: IndexedWork): void {
    const document = this.postings.putInBulk(work)
    if (document >= 0) this.#setAuthor(document, work)
  }

  setTitle(workId: number, rank: number, hash: number): void {
    const { documents } = this.postings
    const document = documents.of(workId)
    if (document < 0) return
    documents.titles[document] = rank
    documents.titleHashes[document] = hash
  }

  /** A pseud whose name is nothing stands with works that have no author. */
  setNameless(pseudId: number): void {
    this.authors.set(pseudId, NAMELESS, hashOf(''))
  }

  get rankedTitles(): Ranked {
    const { documents } = this.postings
    return {
      columns: () => [documents.titles],
      placeOf: (id) => documents.of(id),
      hashAt: (place) => documents.titleHashes[place]!,
      set: (id, rank, hash) => this.setTitle(id, rank, hash),
    }
  }

  get rankedAuthors(): Ranked {
    const { authors } = this
    return {
      columns: () => [authors.ranks, this.postings.documents.authors],
      placeOf: (id) => authors.slotOf(id),
      hashAt: (place) => authors.hashes[place]!,
      set: (id, rank, hash) => authors.set(id, rank, hash),
    }
  }

  #setAuthor(document: number, { pseudIds }: IndexedWork): void {
    this.postings.documents.authors[document] = this.authors.rankOf(pseudIds[0])
  }
}
