import { invalid } from '../errors.ts'
import { readSettings } from '../site/settings.ts'
import type { Db } from '../store/database.ts'

/** Refuses with `text` what goes out shorter or longer than the archive wants it: one chapter, or all that are not out yet. */
export async function refuseOtherLengths(db: Db, workId: number, chapterId: number | null = null): Promise<void> {
  const { fewestWords, mostWords } = await readSettings(db)
  if (fewestWords === 0 && mostWords === 0) return
  let chapters = db
    .selectFrom('chapter')
    .where('work_id', '=', workId)
    .where('posted_at', 'is', null)
    .select(['position', 'word_count'])
    .orderBy('position')
  if (chapterId !== null) chapters = chapters.where('id', '=', chapterId)
  for (const { position, word_count } of await chapters.execute()) {
    const which = chapterId === null && position > 1 ? `Chapter ${position}` : 'The chapter'
    const now = `${which} has ${word_count} words; `
    if (word_count < fewestWords) throw invalid({ text: `${now}here a chapter has at least ${fewestWords}.` })
    if (mostWords > 0 && word_count > mostWords)
      throw invalid({ text: `${now}here a chapter has at most ${mostWords}.` })
  }
}
