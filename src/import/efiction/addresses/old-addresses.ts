// Where an address of the old site leads now. One function per old page; the rest of the old map is added here.
import type { Db } from '../../../store/database.ts'
import type { LegacyKind } from '../legacy.ts'

export type NewPlace =
  | { kind: 'work'; workId: number }
  | { kind: 'chapter'; workId: number; chapterId: number }
  | { kind: 'print'; workId: number; chapterId: number | null }
  | { kind: 'author'; slug: string }
  | { kind: 'series'; seriesId: number }
  | { kind: 'reviews'; workId: number | null; chapterId: number | null; seriesId: number | null }

/** Old parameters by name; `amp;name`, left over from links that were escaped twice, counts as `name`. */
export type OldQuery = ReadonlyMap<string, string>

type Finder = (db: Db, query: OldQuery) => Promise<NewPlace | null>

const PAGES: Readonly<Record<string, Finder>> = {
  'viewstory.php': findStory,
  'viewuser.php': findMember,
  'viewseries.php': findSeries,
  'series.php': findSeries,
  'reviews.php': findReviews,
}

export function isOldPage(fileName: string): boolean {
  return Object.hasOwn(PAGES, fileName)
}

/** Null when the number is unknown here. `fileName` is the last part of the path: old sites lived in any folder. */
export async function findNewPlace(db: Db, fileName: string, query: OldQuery): Promise<NewPlace | null> {
  return isOldPage(fileName) ? PAGES[fileName]!(db, query) : null
}

export function readOldQuery(search: URLSearchParams): OldQuery {
  return new Map([...search].map(([name, value]) => [name.replace(/^(amp;)+/, ''), value]))
}

async function findStory(db: Db, query: OldQuery): Promise<NewPlace | null> {
  const byChapter = await findChapter(db, 'chapter', query.get('chapid'))
  if (byChapter) return { kind: 'chapter', ...byChapter }
  const workId = await newId(db, 'story', query.get('sid'))
  if (workId === null) return null
  const chapter = await findChapter(db, 'chapter_number', `${query.get('sid')}/${query.get('chapter')}`)
  if (query.get('action') === 'printable') return { kind: 'print', workId, chapterId: chapter?.chapterId ?? null }
  return chapter ? { kind: 'chapter', ...chapter } : { kind: 'work', workId }
}

async function findMember(db: Db, query: OldQuery): Promise<NewPlace | null> {
  const pseudId = await newId(db, 'member', query.get('uid'))
  const pseud = pseudId && (await db.selectFrom('pseud').where('id', '=', pseudId).select('slug').executeTakeFirst())
  return pseud ? { kind: 'author', slug: pseud.slug } : null
}

async function findSeries(db: Db, query: OldQuery): Promise<NewPlace | null> {
  const seriesId = await newId(db, 'series', query.get('seriesid') ?? query.get('ssid'))
  return seriesId === null ? null : { kind: 'series', seriesId }
}

async function findReviews(db: Db, query: OldQuery): Promise<NewPlace | null> {
  if (query.get('type') === 'SE') {
    const seriesId = await newId(db, 'series', query.get('item'))
    return seriesId === null ? null : { kind: 'reviews', workId: null, chapterId: null, seriesId }
  }
  const chapter = await findChapter(db, 'chapter', query.get('chapid'))
  if (chapter) return { kind: 'reviews', ...chapter, seriesId: null }
  const workId = await newId(db, 'story', query.get('item') ?? query.get('sid'))
  return workId === null ? null : { kind: 'reviews', workId, chapterId: null, seriesId: null }
}

async function findChapter(db: Db, kind: LegacyKind, oldId: string | undefined) {
  const chapterId = await newId(db, kind, oldId)
  if (chapterId === null) return null
  const chapter = await db.selectFrom('chapter').where('id', '=', chapterId).select('work_id').executeTakeFirst()
  return chapter ? { workId: chapter.work_id, chapterId } : null
}

/** Where several sites moved in, the first one has the number. */
async function newId(db: Db, kind: LegacyKind, oldId: string | undefined): Promise<number | null> {
  if (!oldId || !/^[0-9]{1,10}(\/[0-9]{1,6})?$/.test(oldId)) return null
  const row = await db
    .selectFrom('legacy_id')
    .where('kind', '=', kind)
    .where('old_id', '=', withoutZeros(oldId))
    .select('new_id')
    .orderBy('new_id')
    .limit(1)
    .executeTakeFirst()
  return row?.new_id ?? null
}

/** Old links were typed by people: `sid=007` meant 7. */
function withoutZeros(oldId: string): string {
  return oldId
    .split('/')
    .map((part) => String(Number(part)))
    .join('/')
}
