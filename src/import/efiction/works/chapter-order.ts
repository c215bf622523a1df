import type { Db } from '../../../store/database.ts'
import { listPlaces, renumber } from '../../../works/move-chapter.ts'
import type { Move, OldRow } from '../moving.ts'

/**
 * Brings the chapters of these rows' stories into the order that a newer dump has, unless somebody moved them here
 * since. Those that the old site has not, or has no longer, stay behind the one that they follow now. Of these rows the
 * chapters that came just now had no place before, whatever number they bring.
 */
export async function arrangeChapters(
  move: Move,
  db: Db,
  rows: readonly OldRow[],
  cameNow: (row: OldRow['row']) => boolean,
): Promise<void> {
  const added = new Set(rows.filter(({ row }) => cameNow(row)).map(({ row }) => row.integer('chapid')))
  const sids = [...new Set(rows.map(({ row }) => row.integer('sid')))]
  const works = await move.legacy.find(db, 'story', sids)
  for (const sid of sids) {
    const workId = works.get(String(sid))
    if (workId !== undefined) await arrange(move, db, { sid, workId, added })
  }
}

interface Story {
  sid: number
  workId: number
  /** Old numbers of chapters that came just now. */
  added: ReadonlySet<number>
}

async function arrange(move: Move, db: Db, story: Story): Promise<void> {
  const wanted = await listWanted(move, db, story)
  const present = (await listPlaces(db, story.workId)).map(({ id }) => id)
  const here = wanted.filter(({ id }) => present.includes(id))
  await tellOfMoved(
    move,
    db,
    story,
    wanted.filter(({ id }) => !present.includes(id)),
  )
  const before = here.filter(({ chapid }) => !story.added.has(chapid))
  const numbered = await listNumbered(move, db, story, before)
  const order = here.map(({ id }) => id)
  const isInOrder = isSame(order, among(present, order))
  if (!isInOrder && isSame(numbered, among(present, numbered))) {
    await renumber(db, story.workId, merge(order, present))
    move.ledger.remark('stories', story.sid, 'its chapters stand in the order of the old site again', 'updated')
  } else if (!isInOrder && !isSame(numbered, among(order, numbered))) {
    const message = 'the order of its chapters changed on the old site, but here too; the archive’s own was kept'
    move.ledger.remark('stories', story.sid, message, 'unchanged')
  }
  await renewNumbers(move, db, story, here)
}

/** A chapter that the old site has put into another story; one that was deleted here is no such. */
async function tellOfMoved({ ledger }: Move, db: Db, { sid }: Story, away: readonly Wanted[]): Promise<void> {
  if (away.length === 0) return
  const ids = away.map(({ id }) => id)
  const rows = await db.selectFrom('chapter').select('id').where('id', 'in', ids).execute()
  const elsewhere = new Set(rows.map(({ id }) => id))
  for (const { id, chapid } of away) {
    if (!elsewhere.has(id)) continue
    ledger.remark('chapters', chapid, `belongs to story ${sid} on the old site; here it stays in its work`, 'unchanged')
  }
}

interface Wanted {
  id: number
  chapid: number
  inorder: number
}

/** The chapters of the story that have come over, as the old site orders them. */
async function listWanted({ spool, site, legacy }: Move, db: Db, { sid }: Story): Promise<Wanted[]> {
  const rows = spool.rowsOf(site.table('chapters'), 'sid', sid).map((row) => ({
    chapid: row.integer('chapid'),
    inorder: row.integer('inorder'),
  }))
  rows.sort((a, b) => a.inorder - b.inorder || a.chapid - b.chapid)
  const ids = await legacy.find(
    db,
    'chapter',
    rows.map(({ chapid }) => chapid),
  )
  const found = rows.flatMap(({ chapid, inorder }) => {
    const id = ids.get(String(chapid))
    return id === undefined ? [] : [{ id, chapid, inorder }]
  })
  return [...new Map(found.map((each) => [each.id, each])).values()]
}

/** Those of them that came with an earlier dump, in the order that it had. */
async function listNumbered({ legacy }: Move, db: Db, { sid }: Story, here: readonly Wanted[]): Promise<number[]> {
  const usual = Array.from({ length: here.length + SPARE }, (_, inorder) => inorder)
  const asked = [...new Set([...usual, ...here.map(({ inorder }) => inorder)])].toSorted((a, b) => a - b)
  const numbers = await legacy.find(
    db,
    'chapter_number',
    asked.map((inorder) => `${sid}/${inorder}`),
  )
  const ids = asked.flatMap((inorder) => numbers.get(`${sid}/${inorder}`) ?? [])
  return among(
    [...new Set(ids)],
    here.map(({ id }) => id),
  )
}

/** So many chapters may have vanished since. A number beyond counts as none: then its chapter may move. */
const SPARE = 50

/** Old links to a chapter by its number lead to the one that had it last; numbers that are gone keep theirs. */
async function renewNumbers({ legacy }: Move, db: Db, { sid }: Story, here: readonly Wanted[]): Promise<void> {
  const first = new Map(here.toReversed().map(({ id, inorder }) => [`${sid}/${inorder}`, id]))
  await legacy.point(db, 'chapter_number', first)
}

/** `present`, with those of `order` in that order. */
function merge(order: readonly number[], present: readonly number[]): number[] {
  const followers = new Map<number | null, number[]>()
  let before: number | null = null
  for (const id of present) {
    if (order.includes(id)) before = id
    else followers.set(before, [...(followers.get(before) ?? []), id])
  }
  return [null, ...order].flatMap((id) => [...(id === null ? [] : [id]), ...(followers.get(id) ?? [])])
}

function among(ids: readonly number[], some: readonly number[]): number[] {
  return ids.filter((id) => some.includes(id))
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}
