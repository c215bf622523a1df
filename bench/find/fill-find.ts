// Writes the archive past every rule, in bulk: what rules derive is written as they would derive it, and a test compares.
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { withoutIndexes } from '../../src/store/postponed-indexes.ts'
import { changeSettings } from '../../src/site/settings.ts'
import { titleKey } from '../../src/text/sort-key.ts'
import { Random } from '../random.ts'
import { type DrawnWork, drawWork } from './draw-work.ts'
import { END, type FindSize } from './size.ts'
import { type DrawnTag, TagTree, VOCABULARIES } from './tag-tree.ts'
import { Words } from './words.ts'

const TABLES = ['work', 'work_tag', 'work_tag_expansion', 'creator', 'chapter', 'tag', 'pseud', 'account'] as const
const TEXT_WORDS = 220

export async function fillFind(folder: string, size: FindSize, onProgress: (works: number) => void): Promise<void> {
  const db = openDatabase({ url: null, dataDir: folder, durable: false })
  await migrate(db)
  await changeSettings(db, { name: 'The Archive of Everything', reviewsBy: 'members', submissions: 'open' }, END)
  await withoutIndexes(db, TABLES, async () => {
    const file = new DatabaseSync(join(folder, 'fanfold.sqlite'))
    file.exec('pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -100000; begin')
    new Filler(file, size).fill(onProgress)
    file.exec('commit')
    file.close()
  })
  await db.destroy()
  const file = new DatabaseSync(join(folder, 'fanfold.sqlite'))
  file.exec('analyze')
  file.close()
}

class Filler {
  readonly #file: DatabaseSync
  readonly #size: FindSize
  readonly #tree: TagTree
  readonly #random = new Random(20_261_129)
  readonly #words = new Words(new Random(5))
  readonly #statements = new Map<string, StatementSync>()

  constructor(file: DatabaseSync, size: FindSize) {
    this.#file = file
    this.#size = size
    this.#tree = new TagTree(size)
  }

  fill(onProgress: (works: number) => void): void {
    for (let id = 1; id <= this.#size.authors; id++) this.#addAuthor(id)
    for (const vocabulary of VOCABULARIES) {
      this.#insert('vocabulary', {
        ...vocabulary,
        closed: vocabulary.id <= 3 ? 1 : 0,
        position: vocabulary.id,
        created_at: END,
      })
    }
    for (const tag of this.#tree.tags) this.#addTag(tag)
    for (let id = 1; id <= this.#size.works; id++) {
      this.#addWork(drawWork(id, this.#size, this.#tree, this.#random))
      if (id % 50_000 === 0) onProgress(id)
    }
  }

  #insert(table: string, row: Record<string, string | number | null>): void {
    let statement = this.#statements.get(table)
    if (!statement) {
      const columns = Object.keys(row)
      statement = this.#file.prepare(
        `insert into ${table} (${columns.join()}) values (${columns.map(() => '?').join()})`,
      )
      this.#statements.set(table, statement)
    }
    statement.run(...Object.values(row))
  }

  #addAuthor(id: number): void {
    const email = `m${id}@example.org`
    const role = id === 1 ? 'owner' : 'member'
    this.#insert('account', { id, email, email_folded: email, role, joined_at: END })
    const name = `${this.#words.name(1)} ${id}`
    const folded = name.toLowerCase()
    const slug = folded.replaceAll(' ', '-')
    this.#insert('pseud', {
      id,
      account_id: id,
      name,
      login_name: folded,
      slug,
      sort_name: folded,
      is_default: 1,
      created_at: END,
    })
  }

  #addTag({ id, vocabularyId, name, canonicalId, parentId, fandomId }: DrawnTag): void {
    const folded = name.toLowerCase()
    const slug = folded.replaceAll(' ', '-')
    this.#insert('tag', {
      id,
      vocabulary_id: vocabularyId,
      name,
      name_folded: folded,
      sort_name: folded,
      slug,
      canonical_id: canonicalId,
      position: id,
      created_at: END,
    })
    if (parentId !== null) this.#insert('tag_parent', { tag_id: id, parent_id: parentId })
    if (fandomId !== null) this.#insert('tag_scope', { tag_id: id, fandom_id: fandomId })
  }

  #addWork(work: DrawnWork): void {
    const { id } = work
    const title = this.#words.name(1 + this.#random.below(5))
    const audience = work.isOpen ? 2 : 1
    this.#insert('work', {
      id,
      title,
      sort_title: titleKey(title, work.language),
      language: work.language,
      summary_html: `<p>${this.#words.text(20 + this.#random.below(40))}</p>`,
      rating_id: work.ratingId,
      complete: work.isComplete ? 1 : 0,
      members_only: work.isOpen ? 0 : 1,
      created_at: work.postedAt,
      posted_at: work.postedAt,
      updated_at: work.updatedAt,
      read_count: work.reads,
      word_count: work.words,
      chapter_count: work.chapters,
      audience,
      kudos_count: work.kudos,
      review_count: work.reviews,
      crossover: work.isCrossover ? 1 : 0,
      main_relationship_id: work.mainPairing,
    })
    work.pseudIds.forEach((pseud_id, position) => this.#insert('creator', { work_id: id, pseud_id, position }))
    work.tagIds.forEach((tag_id, position) => this.#insert('work_tag', { work_id: id, tag_id, position }))
    for (const tag_id of work.expandedIds) {
      this.#insert('work_tag_expansion', { tag_id, work_id: id, audience, updated_at: work.updatedAt })
    }
    if (id <= this.#size.texts) this.#addChapter(work)
  }

  #addChapter({ id, postedAt }: DrawnWork): void {
    const words = TEXT_WORDS / 2 + this.#random.below(TEXT_WORDS)
    const html = `<p>${this.#words.text(words / 2)}</p><p>${this.#words.text(words / 2)}</p>`
    this.#insert('chapter', {
      id,
      work_id: id,
      position: 1,
      title: this.#words.name(2),
      word_count: words,
      posted_at: postedAt,
      created_at: postedAt,
      updated_at: postedAt,
    })
    this.#insert('chapter_text', { chapter_id: id, html })
  }
}
