// What a work's and a chapter's fields may hold. Every message stands under the name of its form field.
import { type FieldErrors, invalid } from '../errors.ts'
import { foldName } from '../text/slug.ts'
import { cleanText } from '../text/well-formed.ts'
import type { ChapterInput, WorkInput } from './work-input.ts'

export const LONGEST_TITLE = 255
export const LONGEST_SUMMARY = 10_000
export const LONGEST_NOTES = 50_000
export const MOST_CHAPTER_BYTES = 2 * 1024 * 1024

/** Titles are one line: line ends and runs of spaces become one space. */
export function tidyTitle(title: string): string {
  return cleanText(title).replace(/\s+/gu, ' ').trim()
}

export function mistakesInWork(input: WorkInput): FieldErrors {
  return withoutNulls({
    title: foldName(input.title.slice(0, 1000)) === '' ? 'Please give the work a title.' : tooLongTitle(input.title),
    language: isLanguage(input.language) ? null : 'Please choose a language, or write its code as in “pt-BR”.',
    summary: tooLong(input.summary, LONGEST_SUMMARY),
    notes: tooLong(input.notes, LONGEST_NOTES),
    end_notes: tooLong(input.endNotes, LONGEST_NOTES),
  })
}

export function mistakesInChapter(input: ChapterInput): FieldErrors {
  const bytes = Buffer.byteLength(input.text)
  return withoutNulls({
    chapter_title: tooLongTitle(input.title),
    chapter_language: input.language === '' || isLanguage(input.language) ? null : 'Please choose a language.',
    chapter_notes: tooLong(input.notes, LONGEST_NOTES),
    text:
      bytes > MOST_CHAPTER_BYTES
        ? `A chapter holds at most 2 MB; this is ${megabytes(bytes)} MB. Please part it.`
        : null,
    chapter_end_notes: tooLong(input.endNotes, LONGEST_NOTES),
  })
}

/** Refuses with all messages at once. */
export function refuseIfAny(...found: FieldErrors[]): void {
  const errors = Object.assign({}, ...found) as FieldErrors
  if (Object.keys(errors).length > 0) throw invalid(errors)
}

/** A well-formed BCP 47 tag, not too long for its column. */
export function isLanguage(language: string): boolean {
  if (language.length > 35) return false
  try {
    return Intl.getCanonicalLocales(language).length === 1
  } catch {
    return false
  }
}

function tooLongTitle(title: string): string | null {
  const length = [...tidyTitle(title)].length
  return length > LONGEST_TITLE ? `A title has at most ${LONGEST_TITLE} characters; this one has ${length}.` : null
}

function tooLong(text: string, most: number): string | null {
  return text.length > most ? `This holds at most ${most} characters; now it has ${text.length}.` : null
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1)
}

function withoutNulls(messages: Record<string, string | null>): FieldErrors {
  return Object.fromEntries(Object.entries(messages).filter((entry): entry is [string, string] => entry[1] !== null))
}
