import { countWords } from '../../../text/count-words.ts'
import { looksLikeHtml } from '../../../text/plain-to-html.ts'
import type { TextFormat } from '../../../store/tables/works.ts'
import { chapterHtml } from '../../../works/source-to-html.ts'
import type { Row } from '../read/row.ts'
import type { StoryFile } from '../read/story-files.ts'
import { repair, withLineBreaks } from '../text/repair.ts'
import { type Rich, plain, rich } from '../text/to-text.ts'

export interface Revision {
  format: TextFormat
  source: string
}

export interface ChapterDraft {
  title: string
  notes: Rich
  endNotes: Rich
  html: string
  wordCount: number
  /** Oldest first; the last one is what the page shows. */
  revisions: Revision[]
  readCount: number
  approved: boolean
  uid: number
  isMissing: boolean
  remarks: string[]
}

/** MySQL's TEXT ends here, without a word to whoever stored more. */
const CUT_AT_BYTES = 65_500

/** `files` are those of this chapter, the valid one first; `filesFirst` says where the site kept its texts last. */
export function toChapter(chapter: Row, files: readonly StoryFile[], filesFirst: boolean): ChapterDraft {
  const remarks: string[] = []
  const stored = chapter.raw('storytext')
  const kept = stored && stored.length > 0 ? [stored] : []
  const texts = filesFirst
    ? [...files.map(({ bytes }) => bytes), ...kept]
    : [...kept, ...files.map(({ bytes }) => bytes)]
  const [current = Buffer.alloc(0), ...older] = texts.filter((bytes) => bytes.length > 0)
  const found = repair(chapter.decoded(current).replace(/^\ufeff/, ''))

  if (current.length === 0) remarks.push('its text is missing')
  if (current === stored && stored.length >= CUT_AT_BYTES)
    remarks.push('its text was probably cut off by the old database')
  if (found.repairs.length > 0) remarks.push(`repaired in its text: ${found.repairs.join(', ')}`)
  const { format, source, html } = toText(found.text)
  const before = older.map((bytes) => chapter.decoded(bytes)).toReversed()
  const original = chapter.decoded(current)
  const raw = [...before, ...(original === source ? [] : [original])].filter((text) => text !== source)
  if (older.length > 0) remarks.push(`has ${older.length} more texts; they are kept as earlier revisions`)
  return {
    title: plain(chapter, 'title'),
    notes: rich(chapter, 'notes'),
    endNotes: rich(chapter, 'endnotes'),
    html,
    wordCount: countWords(html),
    revisions: [...raw.map((text) => ({ format, source: text })), { format, source }],
    readCount: Math.max(0, chapter.integer('count')),
    approved: !chapter.has('validated') || chapter.integer('validated') > 0,
    uid: chapter.integer('uid'),
    isMissing: current.length === 0,
    remarks,
  }
}

function toText(text: string): Revision & { html: string } {
  const format = looksLikeHtml(text) ? 'html' : 'plain'
  const source = format === 'html' ? withLineBreaks(text) : text
  return { format, source, html: chapterHtml(source, format) }
}
