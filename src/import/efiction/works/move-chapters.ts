import type { Db } from '../../../store/database.ts'
import { padded } from '../../../store/in-list.ts'
import { insertRows } from '../../../store/insert-rows.ts'
import type { StorableText } from '../../../store/text-bytes.ts'
import { refreshWorks } from '../../../works/refresh-work.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import type { StoryFiles } from '../read/story-files.ts'
import { rowOfFile } from '../prepare/draft-job.ts'
import { drafting } from '../prepare/drafting.ts'
import { type ChapterDrafts, amendChapters } from './amend-chapters.ts'
import { arrangeChapters } from './chapter-order.ts'
import type { ChapterDraft } from './to-chapter.ts'

/** What the work says about its chapters: the old site dated none of them. */
interface WorkOfChapter {
  id: number
  /** Author of the whole; a chapter by somebody else names its own. */
  uid: number
  isPosted: boolean
  createdAt: number
  updatedAt: number
}

interface Numbered {
  id: string
  row: Row
  draft: ChapterDraft<StorableText>
  work: WorkOfChapter
  position: number
}

/** Needs works and members. Positions are counted from 1; the old numbers live on as `chapter_number`. */
export async function moveChapters(move: Move, files: StoryFiles): Promise<void> {
  const filesFirst = move.site.settings.text('store').trim() !== 'mysql'
  const ranks = new Ranks()
  const written = new WeakSet<Row>()
  const atTheirPlaces = new WeakSet<Row>()
  const filesOf = (row: Row) => files.of(row.integer('chapid'), row.integer('uid'))
  await moveRows<ChapterDrafts>(move, {
    table: 'chapters',
    legacy: 'chapter',
    phase: 'chapters',
    order: ['sid', 'inorder', 'chapid'],
    key: ['chapid'],
    each: (row) => ranks.take(row),
    beside: (row) => filesOf(row).map(rowOfFile),
    batch: 100,
    ...drafting(move, { kind: 'chapters', filesFirst }, filesOf),
    write: async (db, rows, drafts) => {
      const works = await findWorks(move, db, rows)
      for (const { row } of rows) written.add(row)
      const placed = rows.flatMap(({ id, row }) => {
        const work = works.get(row.integer('sid'))
        if (!work) move.ledger.except('chapters', id, 'kept aside', `its story ${row.integer('sid')} does not exist`)
        return work ? [{ id, row, work, draft: drafts.get(id)!, position: ranks.of(row) }] : []
      })
      return writeChapters(move, db, placed, atTheirPlaces)
    },
    amend: amendChapters(move, (row) => written.has(row)),
    arrange: async (db, rows) => {
      const moved = rows.filter(({ row }) => !atTheirPlaces.has(row))
      if (moved.length > 0 && !move.readsAgain) await arrangeChapters(move, db, moved, (row) => written.has(row))
    },
  })
}

/** The place of each chapter within its story, as the rows come by in order. */
class Ranks {
  #sid = -1
  #rank = 0
  readonly #ranks = new WeakMap<Row, number>()

  take(row: Row): void {
    const sid = row.integer('sid')
    this.#rank = sid === this.#sid ? this.#rank + 1 : 1
    this.#sid = sid
    this.#ranks.set(row, this.#rank)
  }

  of(row: Row): number {
    return this.#ranks.get(row) ?? 1
  }
}

async function findWorks(move: Move, db: Db, rows: readonly OldRow[]): Promise<Map<number, WorkOfChapter>> {
  const sids = [...new Set(rows.map(({ row }) => row.integer('sid')))]
  const ids = await move.legacy.find(db, 'story', sids)
  if (ids.size === 0) return new Map()
  const works = await db
    .selectFrom('work')
    .select(['id', 'posted_at', 'created_at', 'updated_at'])
    .where('id', 'in', padded([...ids.values()]))
    .execute()
  const byId = new Map(works.map((work) => [work.id, work]))
  return new Map(
    sids.flatMap((sid) => {
      const work = byId.get(ids.get(String(sid)) ?? 0)
      const uid = move.spool.rowsOf(move.site.table('stories'), 'sid', sid)[0]?.integer('uid') ?? -1
      if (!work) return []
      const { id, posted_at, created_at, updated_at } = work
      return [[sid, { id, uid, isPosted: posted_at !== null, createdAt: created_at, updatedAt: updated_at }] as const]
    }),
  )
}

async function writeChapters(
  move: Move,
  db: Db,
  chapters: readonly Numbered[],
  atTheirPlaces: WeakSet<Row>,
): Promise<Map<string, number>> {
  const pseuds = await move.legacy.find(
    db,
    'member',
    chapters.map(({ draft }) => draft.uid),
  )
  const positions = await freePositions(db, chapters)
  chapters.forEach(({ row, position }, index) => positions[index] === position && atTheirPlaces.add(row))
  const rows = chapters.map((chapter, index) => toRow(chapter, positions[index]!, pseuds))
  const chapterIds = await insertAll(db, 'chapter', rows)
  await writeTexts(db, chapters, chapterIds)
  const numbers = chapters.map(({ row }, index) => ({
    oldId: `${row.integer('sid')}/${row.integer('inorder')}`,
    newId: chapterIds[index]!,
    fingerprint: null,
  }))
  await move.legacy.record(db, 'chapter_number', numbers)
  await refreshWorks(db, [...new Set(chapters.map(({ work }) => work.id))])
  for (const { id, draft } of chapters) {
    if (draft.isMissing) move.ledger.missingTexts++
    for (const each of draft.remarks) move.ledger.remark('chapters', id, each)
  }
  return new Map(chapters.map(({ id }, index) => [id, chapterIds[index]!]))
}

/** Their places in the old story, unless a member has put a chapter there since an earlier run. */
async function freePositions(db: Db, chapters: readonly Numbered[]): Promise<number[]> {
  const workIds = [...new Set(chapters.map(({ work }) => work.id))]
  if (workIds.length === 0) return []
  const taken = await db
    .selectFrom('chapter')
    .select(['work_id', 'position'])
    .where('work_id', 'in', padded(workIds))
    .execute()
  const used = new Set(taken.map((row) => `${row.work_id}/${row.position}`))
  return chapters.map(({ work, position }) => {
    let free = position
    while (used.has(`${work.id}/${free}`)) free++
    used.add(`${work.id}/${free}`)
    return free
  })
}

function toRow({ draft, work }: Numbered, position: number, pseuds: ReadonlyMap<string, number>) {
  const at = position === 1 ? work.createdAt : work.updatedAt
  return {
    work_id: work.id,
    position,
    title: draft.title,
    word_count: draft.wordCount,
    read_count: draft.readCount,
    pseud_id: draft.uid === work.uid ? null : (pseuds.get(String(draft.uid)) ?? null),
    posted_at: draft.approved ? at : null,
    // Held on its own only in a work that is posted; otherwise it waits with its work.
    held_at: draft.approved || !work.isPosted ? null : at,
    created_at: at,
    updated_at: at,
  }
}

const TEXTS = ['notes_source', 'notes_html', 'html', 'end_notes_source', 'end_notes_html']

async function writeTexts(db: Db, chapters: readonly Numbered[], chapterIds: readonly number[]): Promise<void> {
  if (chapters.length === 0) return
  const texts = chapters.map(({ draft }, index) => ({
    chapter_id: chapterIds[index]!,
    notes_source: draft.notes.source,
    notes_html: draft.notes.html,
    html: draft.html,
    end_notes_source: draft.endNotes.source,
    end_notes_html: draft.endNotes.html,
  }))
  await insertRows(db, 'chapter_text', texts, TEXTS)
  const revisions = chapters.flatMap(({ draft, work }, index) =>
    draft.revisions.map((revision) => ({
      chapter_id: chapterIds[index]!,
      ...revision,
      account_id: null,
      saved_at: work.updatedAt,
    })),
  )
  await insertRows(db, 'chapter_revision', revisions, ['source'])
}
