// The door to the words of works: what the rest of the archive knows of the index of texts.
import type { Kysely } from 'kysely'
import { tooMany } from '../../errors.ts'
import type { Viewer } from '../../people/viewer.ts'
import { dialectOf } from '../../store/dialect.ts'
import type { Tables } from '../../store/tables.ts'
import { closeTexts, openTexts } from '../../store/texts-file.ts'
import { Turnstile } from '../turnstile.ts'
import { type Excerpt, excerptsOf, listReadable, phrasesForTexts } from './find-excerpts.ts'
import { KeptFound } from './kept-found.ts'
import { LastChange } from './last-change.ts'
import type { SearchedPart, WordNode } from './query.ts'
import { eyesOfReader } from './reader-eyes.ts'
import { TextIndex } from './text-index.ts'
import { ThreadOfTexts } from './thread-of-texts.ts'

export interface TextAnswer {
  /** By relevance: what the viewer finds in lists. A scope of works for the finder. */
  ids: Uint32Array
  total: number
  /** It took longer than a second, and there is no answer: fewer or rarer words would find one. */
  isCutOff: boolean
  /** Works whose words are still being taken in; 1001 means more than a thousand. */
  waiting: number
}

const RETRY_SECONDS = 5
/** Three of the eight connections to PostgreSQL that a node has. */
const ROOM = {
  atOnce: 3,
  waiting: 60,
  patienceMs: 3000,
  refusal: () => tooMany('Too many people search at this moment.', RETRY_SECONDS, 'searches'),
}
const NONE = new Uint32Array(0)
const TOO_LONG = { ids: NONE, stamp: null, change: null, isCutOff: true, waiting: 0 }

interface Known {
  ids: Uint32Array
  stamp: string
  change: number | null
}

interface Needed {
  db: Kysely<Tables>
  /** Where the SQLite file is, for a thread of its own; null: search in this one. */
  thread: { dataDir: string; durable: boolean } | null
}

export class TextSearch {
  readonly #db: Kysely<Tables>
  /** Opens nothing where a thread searches. */
  readonly #texts: Kysely<Tables>
  readonly #index: TextIndex | ThreadOfTexts
  /** For further pages, filters, and whoever looks for the same. */
  readonly #known = new KeptFound<Known>(({ ids }) => ids.length)
  readonly #lastChange = new LastChange()
  readonly #turnstile = new Turnstile(ROOM)

  constructor({ db, thread }: Needed) {
    this.#db = db
    this.#texts = openTexts(db)
    this.#index = thread && dialectOf(db).name === 'sqlite' ? new ThreadOfTexts(thread) : new TextIndex(this.#texts)
  }

  /** Among works with this number or a higher one. Refuses with too_many where many others wait already. */
  async search(viewer: Viewer, words: WordNode, part: SearchedPart | null = null, from = 1): Promise<TextAnswer> {
    const eyes = await eyesOfReader(this.#db, viewer)
    const question = { eyes, words, part, from }
    const key = JSON.stringify(question)
    const known = this.#known.get(key)
    if (known && (await this.#isStillRight(known)))
      return { ids: known.ids, total: known.ids.length, isCutOff: false, waiting: 0 }
    const asking = { ...question, known: known?.stamp ?? null }
    const found = (await this.#turnstile.pass(() => this.#index.find(asking))) ?? TOO_LONG
    const { stamp, change, isCutOff, waiting } = found
    // The very same, so that an index of works may know them again.
    const ids = found.ids ?? known?.ids ?? NONE
    if (stamp !== null) this.#known.keep(key, { ids, stamp, change })
    return { ids, total: ids.length, isCutOff, waiting }
  }

  /** Seen here, the thread need not be asked. */
  async #isStillRight({ change }: Known): Promise<boolean> {
    return this.#index instanceof ThreadOfTexts && change !== null && change === (await this.#lastChange.read(this.#db))
  }

  /**
   * By work, of those whose text the viewer may read; from where their words stand in chapters. At most 100 works. None
   * where texts are not searched.
   */
  async findExcerpts(
    viewer: Viewer,
    workIds: readonly number[],
    words: WordNode,
    part: SearchedPart | null = null,
  ): Promise<Map<number, Excerpt>> {
    const phrases = phrasesForTexts(words, part)
    if (phrases.length === 0) return new Map()
    const readable = await listReadable(this.#db, viewer, workIds)
    const chapters = await this.#turnstile.goOn(() => this.#index.locate({ workIds: readable, phrases }))
    return excerptsOf(this.#db, chapters ?? [], phrases)
  }

  /** Takes in a slice of what waits, if anything does; true: there may be more. */
  async keepUp(): Promise<boolean> {
    return (await this.#index.takeIn()) !== null
  }

  async close(): Promise<void> {
    if (this.#index instanceof ThreadOfTexts) await this.#index.close()
    await closeTexts(this.#texts, this.#db)
  }
}
