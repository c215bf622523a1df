import type { Db } from '../store/database.ts'
import type { ChapterText } from '../works/find-chapter-page.ts'
import { withOwnIds } from '../works/find-whole-work.ts'
import type { WorkPage } from '../works/find-work-page.ts'
import { listChapterTexts } from '../works/list-chapter-texts.ts'
import type { ChapterLine } from '../works/list-chapters.ts'
import type { BookText } from './book.ts'
import { picturesIn, withLinks, withPictures } from './links.ts'
import type { Press } from './press.ts'

const MOST_CHAPTERS = 100
/** About half a megabyte. */
const MOST_WORDS = 80_000

/** The texts of these works' chapters in order. The next few are on their way while the caller works on the last ones. */
export async function* readTexts(
  db: Db,
  pages: readonly WorkPage[],
  press: Press,
  isWanted: (chapterId: number) => boolean = () => true,
): AsyncGenerator<BookText> {
  for (const { work, chapters } of pages) {
    const batches = batchesOf(chapters.filter((chapter) => isWanted(chapter.id)))
    let next = batches[0] && ask(db, batches[0])
    for (const [index, batch] of batches.entries()) {
      const texts = await next!
      const following = batches[index + 1]
      next = following && ask(db, following)
      for (const { id } of batch)
        yield await bookText({ workId: work.id, chapterId: id }, texts.get(id) ?? EMPTY, press)
    }
  }
}

const EMPTY: ChapterText = { notesHtml: '', html: '', endNotesHtml: '' }

/** Not waited for at once, so a failure must not count as unhandled until it is. */
function ask(db: Db, batch: readonly ChapterLine[]): Promise<Map<number, ChapterText>> {
  const texts = listChapterTexts(
    db,
    batch.map((chapter) => chapter.id),
  )
  texts.catch(() => {})
  return texts
}

function batchesOf(chapters: readonly ChapterLine[]): ChapterLine[][] {
  const batches: ChapterLine[][] = []
  let words = Infinity
  for (const chapter of chapters) {
    const batch = batches.at(-1)
    if (!batch || words + chapter.wordCount > MOST_WORDS || batch.length >= MOST_CHAPTERS) {
      batches.push([chapter])
      words = chapter.wordCount
    } else {
      batch.push(chapter)
      words += chapter.wordCount
    }
  }
  return batches
}

async function bookText(
  place: { workId: number; chapterId: number },
  text: ChapterText,
  press: Press,
): Promise<BookText> {
  const { workId, chapterId } = place
  const at = press.addresses.chapter(workId, chapterId)
  const tidy = async (html: string) => placePictures(withLinks(html, press, at), press)
  return {
    chapterId,
    notesHtml: await tidy(text.notesHtml),
    html: await tidy(withOwnIds(text.html, chapterId)),
    endNotesHtml: await tidy(text.endNotesHtml),
  }
}

/** Pictures at the addresses that they had on an old site are put at those of uploads. */
async function placePictures(html: string, press: Press): Promise<string> {
  const old = picturesIn(html).filter((path) => !path.startsWith('/uploads/'))
  if (old.length === 0) return html
  const places = new Map<string, string>()
  for (const path of old) {
    const place = await press.findOldPicture(path)
    if (place !== null) places.set(path, place)
  }
  return withPictures(html, (path) => places.get(path) ?? path)
}
