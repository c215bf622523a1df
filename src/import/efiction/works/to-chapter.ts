import { countWords } from '../../../text/count-words.ts'
import { looksLikeHtml } from '../../../text/plain-to-html.ts'
import type { TextFormat } from '../../../store/tables/works.ts'
import type { StorableText } from '../../../store/text-bytes.ts'
import { chapterHtml } from '../../../works/source-to-html.ts'
import type { Row } from '../read/row.ts'
import type { StoryFile } from '../read/story-files.ts'
import { withNewAddresses } from '../images/new-addresses.ts'
import { withLineBreaks } from '../text/line-breaks.ts'
import { type Rich, changeRich, meant, plain, rich } from '../text/to-text.ts'
import type { Fields } from '../written.ts'

export interface Revision<Text = string> {
  format: TextFormat
  source: Text
}

export interface ChapterDraft<Text = string> {
  title: string
  notes: Rich<Text>
  endNotes: Rich<Text>
  html: Text
  wordCount: number
  /** Oldest first; the last one is what the page shows. */
  revisions: Revision<Text>[]
  readCount: number
  approved: boolean
  uid: number
  isMissing: boolean
  remarks: string[]
}

/** The same draft with its long texts in another form. */
export function changeTexts<From, To>(draft: ChapterDraft<From>, change: (text: From) => To): ChapterDraft<To> {
  return {
    ...draft,
    notes: changeRich(draft.notes, change),
    endNotes: changeRich(draft.endNotes, change),
    html: change(draft.html),
    revisions: draft.revisions.map(({ format, source }) => ({ format, source: change(source) })),
  }
}

/** What a newer dump may change. A text that is missing this time says nothing about the one that came before. */
export function chapterFields(draft: ChapterDraft<StorableText>, isNew: boolean): Fields {
  const { title, notes, endNotes, approved, isMissing, revisions } = draft
  const fields = { title, notes: `${notes.source}`, endNotes: `${endNotes.source}`, approved: approved ? 1 : 0 }
  return isMissing && !isNew ? fields : { ...fields, text: `${revisions.at(-1)!.source}` }
}

/** Plain values, so that it can be built in another thread. `files` are those of this chapter, the valid one first. */
export interface ChapterTexts {
  files: readonly Pick<StoryFile, 'bytes'>[]
  /** Where the site kept its texts last. */
  filesFirst: boolean
}

export function toChapter(chapter: Row, { files, filesFirst }: ChapterTexts): ChapterDraft {
  const remarks: string[] = []
  const { current, older, isStored } = sortTexts(chapter, files, filesFirst)
  if (current === null) remarks.push('its text is missing')
  if (isStored && chapter.isFull('storytext')) chapter.remarkCut('storytext')
  if (older.length > 0) remarks.push(`has ${older.length} more texts; they are kept as earlier revisions`)

  const original = current === null ? '' : isStored ? chapter.text('storytext') : chapter.decoded(current)
  const { format, source, html } = toText(meant(chapter, 'storytext', original), chapter)
  const before = older.map((bytes) => chapter.decoded(bytes)).toReversed()
  const raw = [...before, ...(original === source ? [] : [original])].filter((text) => text !== source)
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
    isMissing: current === null,
    remarks,
  }
}

/** Of a site that changed from files to the database or back, the newer place comes first. */
function sortTexts(chapter: Row, files: ChapterTexts['files'], filesFirst: boolean) {
  const stored = chapter.raw('storytext')
  const kept = stored ? [stored] : []
  const lain = files.map(({ bytes }) => bytes)
  const texts = (filesFirst ? [...lain, ...kept] : [...kept, ...lain]).filter((bytes) => bytes.length > 0)
  const [current = null, ...older] = texts
  const isStored = current !== null && current === stored
  return { current, isStored, older: older.filter((bytes) => current === null || !bytes.equals(current)) }
}

function toText(text: string, chapter: Row): Revision & { html: string } {
  const format = looksLikeHtml(text) ? 'html' : 'plain'
  const source = format === 'html' ? withNewAddresses(withLineBreaks(text), chapter, 'storytext') : text
  return { format, source, html: chapterHtml(source, format) }
}
