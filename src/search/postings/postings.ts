// The lists of all works as numbers: which documents have a term, and which terms and numbers a document has.
import type { Letter } from '../../store/letters.ts'
import { Documents, type Numbers } from './documents.ts'
import { NewestBlocks } from './newest-blocks.ts'
import { settleTerms } from './settle-terms.ts'
import { SWITCHES, TermNames } from './term-names.ts'
import { Terms } from './terms.ts'

/** What changes without a change of what the work is. */
export type Counts = Pick<Numbers, 'kudos' | 'reviews' | 'reads'>

export interface IndexedWork extends Numbers {
  id: number
  /** Members find it; where `isOpen`, guests as well. Works that neither finds are not kept. */
  isOpen: boolean
  isComplete: boolean
  isCrossover: boolean
  downloadsOn: boolean
  reviewsOn: boolean
  language: string
  /** Under which its title stands. */
  letter: Letter
  /** Null: none. */
  mainPairing: number | null
  /** Expanded. */
  tagIds: readonly number[]
  pseudIds: readonly number[]
}

const SAMPLE = 20_000

interface WorkTerms {
  tags: number[]
  others: number[]
}

export class Postings {
  readonly documents = new Documents()
  readonly names = new TermNames()
  readonly terms = new Terms()
  readonly newest = new NewestBlocks()
  /** Goes up with every change that can alter which works a list has. */
  version = 0
  /** Goes up with every change. */
  numbersVersion = 0
  readonly #sample: number

  /** After the first so many works it is told what most of them have. */
  constructor(sample = SAMPLE) {
    this.#sample = sample
  }

  put(work: IndexedWork): number {
    const { documents, terms } = this
    const known = documents.of(work.id)
    const document = known >= 0 ? known : documents.add(work.id)
    terms.reserve(documents.room)
    this.#write(document, work)
    this.#replaceTerms(document, this.#termsOf(work))
    this.version++
    return document
  }

  /** Without lists of documents until `fillTerms`. Works that are here already are left alone, and -1 returned. */
  putInBulk(work: IndexedWork): number {
    const { documents, terms } = this
    if (documents.of(work.id) >= 0) return -1
    const document = documents.add(work.id)
    terms.reserve(documents.room)
    this.#write(document, work)
    const own = this.#termsOf(work)
    for (const term of [...own.tags, ...own.others]) if (terms.implicit.has(term)) terms.add(term, document)
    this.#setTerms(document, own)
    if (documents.count === this.#sample) settleTerms(this)
    return document
  }

  remove(workId: number): void {
    const document = this.documents.of(workId)
    if (document < 0) return
    this.#replaceTerms(document, { tags: [], others: [] })
    this.documents.remove(document)
    this.version++
    this.numbersVersion++
  }

  setCounts(workId: number, { kudos, reviews, reads }: Counts): void {
    const { documents } = this
    const document = documents.of(workId)
    if (document < 0) return
    documents.kudos[document] = kudos
    documents.reviews[document] = reviews
    documents.reads[document] = reads
    this.numbersVersion++
  }

  #write(document: number, work: IndexedWork): void {
    this.documents.set(document, work)
    this.newest.raise(document, work)
    this.numbersVersion++
  }

  #termsOf(work: IndexedWork): WorkTerms {
    const { names } = this
    const others = [SWITCHES.all as number]
    if (work.isOpen) others.push(SWITCHES.open)
    if (work.isComplete) others.push(SWITCHES.complete)
    if (work.isCrossover) others.push(SWITCHES.crossover)
    if (work.downloadsOn) others.push(SWITCHES.downloadsOn)
    if (work.reviewsOn) others.push(SWITCHES.reviewsOn)
    others.push(names.language(work.language), names.letter(work.letter))
    if (work.mainPairing !== null) others.push(names.pairing(work.mainPairing))
    for (const id of work.pseudIds) others.push(names.pseud(id))
    return { tags: work.tagIds.map((id) => names.tag(id)), others }
  }

  #replaceTerms(document: number, next: WorkTerms): void {
    const { documents, terms } = this
    const old = new Set(documents.terms.valuesOf(document))
    for (const term of terms.implicit) if (terms.has(term, document)) old.add(term)
    for (const term of [...next.tags, ...next.others]) if (!old.delete(term)) terms.add(term, document)
    for (const term of old) terms.remove(term, document)
    this.#setTerms(document, next)
  }

  #setTerms(document: number, { tags, others }: WorkTerms): void {
    const { documents } = this
    const { implicit } = this.terms
    const listed = tags.filter((tag) => !implicit.has(tag))
    documents.tagCounts[document] = listed.length
    for (const term of others) if (!implicit.has(term)) listed.push(term)
    documents.terms.set(document, listed)
  }
}
