import type { Db } from '../../store/database.ts'
import { countWords } from '../../text/count-words.ts'
import type { Progress } from '../progress.ts'

const BATCH = 200

/** Chapters without their text, and word counts that are not those of the text. */
export async function checkTexts(db: Db, progress: Progress): Promise<string[]> {
  const { total } = await db
    .selectFrom('chapter')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const findings: string[] = []
  let [last, done] = [0, 0]
  for (;;) {
    const chapters = await readBatch(db, last)
    if (chapters.length === 0) return findings
    for (const chapter of chapters) findings.push(...findingsOf(chapter))
    last = chapters.at(-1)!.id
    done += chapters.length
    progress.show({ label: 'chapters', done, total })
  }
}

function readBatch(db: Db, after: number) {
  return db
    .selectFrom('chapter')
    .leftJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
    .where('chapter.id', '>', after)
    .select(['chapter.id', 'chapter.work_id', 'chapter.word_count', 'chapter_text.html'])
    .orderBy('chapter.id')
    .limit(BATCH)
    .execute()
}

type Chapter = Awaited<ReturnType<typeof readBatch>>[number]

function findingsOf({ id, work_id, word_count, html }: Chapter): string[] {
  if (html === null) return [`Chapter ${id} of work ${work_id} has no text.`]
  const words = countWords(html)
  return words === word_count ? [] : [`Chapter ${id} of work ${work_id} has ${words} words, not ${word_count}.`]
}
