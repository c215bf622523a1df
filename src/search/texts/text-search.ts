// The door to the words of works: what the rest of the archive knows of the index of texts.
import type { Kysely } from 'kysely'
import type { Viewer } from '../../people/viewer.ts'
import { dialectOf } from '../../store/dialect.ts'
import type { Tables } from '../../store/tables.ts'
import { type Excerpt, excerptsOf, listReadable, phrasesForTexts } from './find-excerpts.ts'
import type { SearchedPart, WordNode } from './query.ts'
import { eyesOfReader } from './reader-eyes.ts'
import { TextIndex } from './text-index.ts'
import { ThreadOfTexts } from './thread-of-texts.ts'
import { Turnstile } from './turnstile.ts'

export interface TextAnswer {
  /** By relevance: what the viewer finds in lists. A scope of works for the finder. */
  ids: number[]
  total: number
  /** It took longer than a second, and there is no answer: fewer or rarer words would find one. */
  isCutOff: boolean
  /** Works whose words are still being taken in; 1001 means more than a thousand. */
  waiting: number
}

/** Three of the eight connections to PostgreSQL that a node has. */
const ROOM = { atOnce: 3, waiting: 60, patienceMs: 3000 }
const TOO_LONG = { ids: new Uint32Array(0), isCutOff: true, waiting: 0 }

interface Needed {
  db: Kysely<Tables>
  /** Where the SQLite file is, for a thread of its own; null: search in this one. */
  thread: { dataDir: string; durable: boolean } | null
}

export class TextSearch {
  readonly #db: Kysely<Tables>
  readonly #index: TextIndex | ThreadOfTexts
  readonly #turnstile = new Turnstile(ROOM)

  constructor({ db, thread }: Needed) {
    this.#db = db
    this.#index = thread && dialectOf(db).name === 'sqlite' ? new ThreadOfTexts(thread) : new TextIndex(db)
  }

  /** Refuses with too_many where many others wait already. */
  async search(viewer: Viewer, words: WordNode, part: SearchedPart | null = null): Promise<TextAnswer> {
    const eyes = await eyesOfReader(this.#db, viewer)
    const found = await this.#turnstile.pass(() => this.#index.find({ eyes, words, part }))
    const { ids, isCutOff, waiting } = found ?? TOO_LONG
    return { ids: Array.from(ids), total: ids.length, isCutOff, waiting }
  }

  /** By work, of those whose text the viewer may read; from where their words stand in chapters. At most 100 works. */
  async findExcerpts(viewer: Viewer, workIds: readonly number[], words: WordNode): Promise<Map<number, Excerpt>> {
    const phrases = phrasesForTexts(words)
    if (phrases.length === 0) return new Map()
    const readable = await listReadable(this.#db, viewer, workIds)
    const passages = await this.#turnstile.goOn(() => this.#index.locate({ workIds: readable, phrases }))
    return excerptsOf(this.#db, passages ?? [], phrases)
  }

  /** Takes in a slice of what waits, if anything does; true: there may be more. */
  async keepUp(): Promise<boolean> {
    return (await this.#index.takeIn()) !== null
  }

  async close(): Promise<void> {
    if (this.#index instanceof ThreadOfTexts) await this.#index.close()
  }
}
