import { type Db, inTransaction } from '../../../store/database.ts'
import type { Move } from '../moving.ts'
import { FILE_ROWS } from '../read/kept-rows.ts'
import { packRows, unpackRows } from '../read/packed-rows.ts'
import { Row } from '../read/row.ts'
import type { KeptStoryFile, StoryFiles } from '../read/story-files.ts'
import { counted } from '../report/counted.ts'

const BATCH = 100

/**
 * Keeps the bytes of every story file, so that a better reading can be tried later without the old site. Those that
 * belong to no chapter are kept aside and never published. Safe to repeat: what lies there already is not written again.
 */
export async function keepStoryFiles(move: Move, files: StoryFiles): Promise<void> {
  if (move.readsAgain || files.count === 0) return
  let batch: Numbered[] = []
  const seen = new Set<string>()
  const orphans: string[] = []
  const flush = async () => {
    await inTransaction(move.db, (db) => keepAll(move, db, batch))
    batch = []
    await move.goOn()
  }
  for (const file of files.texts(move.site.table('chapters'))) {
    if (file.isOrphan) orphans.push(file.path)
    batch.push(numbered(file, seen))
    if (batch.length === BATCH) await flush()
  }
  if (batch.length > 0) await flush()
  for (const path of orphans) move.ledger.remark(FILE_ROWS, path, 'belongs to no chapter; kept aside', 'kept aside')
  if (orphans.length > 0) {
    const names = orphans.slice(0, 20).join(', ')
    move.ledger.notes.push(
      `${counted(orphans.length, 'story file belongs', 'story files belong')} to no chapter: ${names}; kept aside.`,
    )
  }
}

async function keepAll(move: Move, db: Db, files: readonly Numbered[]): Promise<void> {
  const { source } = move.legacy
  const rows = files.map(({ id, file }) => ({
    source,
    table_name: FILE_ROWS,
    old_id: id,
    aside: file.isOrphan ? 1 : 0,
    packed: packRows([{ id, row: rowOf(file) }]),
  }))
  const kept = await db
    .selectFrom('legacy_row')
    .select(['old_id', 'packed', 'aside'])
    .where('source', '=', source)
    .where('table_name', '=', FILE_ROWS)
    .where(
      'old_id',
      'in',
      rows.map(({ old_id }) => old_id),
    )
    .execute()
  const before = new Map(kept.map((row) => [row.old_id, row]))
  for (const row of rows) {
    const { packed, aside } = row
    const known = before.get(row.old_id)
    if (known?.aside === aside && packed.equals(known.packed)) continue
    await db
      .insertInto('legacy_row')
      .values(row)
      .onConflict((conflict) => conflict.columns(['source', 'table_name', 'old_id']).doUpdateSet({ packed, aside }))
      .execute()
  }
}

interface Numbered {
  id: string
  file: KeptStoryFile
}

/** Two files of one name, from two folders, are told apart by their paths. */
function numbered(file: KeptStoryFile, seen: Set<string>): Numbered {
  const short = `${file.uid}/${file.chapid}`
  const id = seen.has(short) ? `${short} ${file.path}` : short
  seen.add(short)
  return { id, file }
}

function rowOf({ path, bytes }: KeptStoryFile): Row {
  return new Row({ path: Buffer.from(path), text: bytes })
}

/** Fills `files` with what an earlier import has kept of the site. */
export async function openKeptFiles(db: Db, source: string, files: StoryFiles): Promise<void> {
  let after = ''
  for (;;) {
    const kept = await db
      .selectFrom('legacy_row')
      .select(['old_id', 'packed'])
      .where('source', '=', source)
      .where('table_name', '=', FILE_ROWS)
      .where('old_id', '>', after)
      .orderBy('old_id')
      .limit(BATCH)
      .execute()
    if (kept.length === 0) return
    after = kept.at(-1)!.old_id
    for (const { packed } of kept) {
      const row = unpackRows(packed)[0]?.row
      if (row) files.add(row.raw('path')?.toString('utf8') ?? '', row.raw('text') ?? Buffer.alloc(0))
    }
  }
}
