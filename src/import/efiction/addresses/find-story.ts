import type { Db } from '../../../store/database.ts'
import type { Ask } from './ask.ts'
import { type NewPlace, place } from './places.ts'

export interface ChapterPlace {
  work: number
  chapter: number
}

/** `viewstory.php`, of all versions. */
export async function findStory(ask: Ask): Promise<NewPlace | null> {
  const { numbers, query } = ask
  const isPrint = query.word('action') === 'printable'
  const byChapter = (await findChapter(ask, 'chapter', query.number('chapid'))) ?? (await chapterByStoryNumber(ask))
  if (byChapter) return place(isPrint ? 'printChapter' : 'chapter', { ...byChapter })

  const sid = query.number('sid')
  const work = await numbers.find('story', sid)
  if (work === null) return null
  const numbered = query.number('chapter')
  const chapter =
    (numbered && (await findChapter(ask, 'chapter_number', `${sid}/${numbered}`))) ??
    (query.has('i') ? await firstChapter(ask.db, work) : null)
  if (isPrint) return chapter ? place('printChapter', { ...chapter }) : place('printWork', { work })
  return chapter ? place('chapter', { ...chapter }) : place('work', { work })
}

/**
 * Sites of version 1 had rows of chapters only: `sid` names one of them. The first of a story is the story too, and
 * then `i` asks for its chapter.
 */
async function chapterByStoryNumber(ask: Ask): Promise<ChapterPlace | null> {
  const { numbers, query } = ask
  const sid = query.number('sid')
  if (!numbers.maybeOfChapters || sid === null) return null
  const isStory = (await numbers.find('story', sid)) !== null
  const wantsChapter = query.has('i') || (query.word('action') === 'printable' && query.word('chapter') !== 'all')
  return isStory && !wantsChapter ? null : findChapter(ask, 'chapter', sid)
}

export async function findChapter(ask: Ask, kind: string, oldId: string | null): Promise<ChapterPlace | null> {
  const chapter = await ask.numbers.find(kind, oldId)
  if (chapter === null) return null
  const row = await ask.db.selectFrom('chapter').where('id', '=', chapter).select('work_id').executeTakeFirst()
  return row ? { work: row.work_id, chapter } : null
}

async function firstChapter(db: Db, work: number): Promise<ChapterPlace | null> {
  const row = await db
    .selectFrom('chapter')
    .where('work_id', '=', work)
    .select('id')
    .orderBy('position')
    .orderBy('id')
    .executeTakeFirst()
  return row ? { work, chapter: row.id } : null
}

/** The work that `sid`, or whichever of the names is given, stands for. */
export async function findWorkOf({ numbers, query }: Ask, ...names: string[]): Promise<number | null> {
  return numbers.find('story', query.number(...names))
}
