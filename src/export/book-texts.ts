import type { Db } from '../store/database.ts'
import type { ChapterText } from '../works/find-chapter-page.ts'
import { withOwnIds } from '../works/find-whole-work.ts'
import type { WorkPage } from '../works/find-work-page.ts'
import { listChapterTexts } from '../works/list-chapter-texts.ts'
import type { ChapterLine } from '../works/list-chapters.ts'
import type { BookText } from './book.ts'
import { inBatches } from './in-batches.ts'
import { picturesIn, withLinks, withPictures } from './links.ts'
import type { Press } from './press.ts'

/** Of one query: about a quarter of a megabyte. */
const MOST = { words: 40_000, chapters: 100 }

/** The texts of these works' chapters in order. The next few are on their way while the caller works on the last ones. */
export async function* readTexts(
  db: Db,
  pages: readonly WorkPage[],
  press: Press,
  isWanted: (chapterId: number) => boolean = () => true,
): AsyncGenerator<BookText> {
  for (const { work, chapters } of pages) {
    const wanted = chapters.filter((chapter) => isWanted(chapter.id))
    const batches = inBatches(wanted, (chapter) => chapter.wordCount, MOST)
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

async function bookText(
  { workId, chapterId }: { workId: number; chapterId: number },
  text: ChapterText,
  press: Press,
): Promise<BookText> {
  const at = press.addresses.chapter(workId, chapterId)
  const tidy = (html: string) => withLinks(html, press, at)
  const linked = {
    chapterId,
    notesHtml: tidy(text.notesHtml),
    html: tidy(withOwnIds(text.html, chapterId)),
    endNotesHtml: tidy(text.endNotesHtml),
  }
  const places = await placesOfOld([linked.notesHtml, linked.html, linked.endNotesHtml].flatMap(picturesIn), press)
  if (places.size === 0) return linked
  const placed = (html: string) => withPictures(html, (path) => places.get(path) ?? path)
  return {
    chapterId,
    notesHtml: placed(linked.notesHtml),
    html: placed(linked.html),
    endNotesHtml: placed(linked.endNotesHtml),
  }
}

/** Where pictures are now that lay on an old site; those of uploads are where they are. */
async function placesOfOld(paths: readonly string[], press: Press): Promise<Map<string, string>> {
  const places = new Map<string, string>()
  for (const path of new Set(paths)) {
    const place = path.startsWith('/uploads/') ? null : await press.findOldPicture(path)
    if (place !== null) places.set(path, place)
  }
  return places
}
