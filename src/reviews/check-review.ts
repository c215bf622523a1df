// What a review may hold. Every message stands under the name of its form field.
import { invalid } from '../errors.ts'
import { readSettings, type Settings } from '../site/settings.ts'
import type { Db } from '../store/database.ts'
import type { ScoreScale } from '../store/tables/reviews.ts'
import { htmlToText } from '../text/html-to-text.ts'
import { cleanText } from '../text/well-formed.ts'
import { maskListed } from '../text/word-list.ts'
import { briefHtml } from '../works/source-to-html.ts'

export const LONGEST_REVIEW = 50_000
export const LONGEST_NAME = 60

export interface CheckedWords {
  source: string
  html: string
}

/** Refuses with `body` what is too long, and what says nothing unless `mayBeEmpty`. */
export function checkWords(body: string, mayBeEmpty: boolean, emptyMessage = 'Please write something.'): CheckedWords {
  const source = cleanText(body).trim()
  if (source.length > LONGEST_REVIEW) throw invalid({ body: tooLong(source.length) })
  const html = briefHtml(source)
  if (saysSomething(html)) return { source, html }
  if (mayBeEmpty) return { source: '', html: '' }
  throw invalid({ body: emptyMessage })
}

/** With the words that the archive will not have masked. */
export async function maskedWords(db: Db, { source, html }: CheckedWords): Promise<CheckedWords> {
  const { wordList } = await readSettings(db)
  return { source: maskListed(source, wordList), html: maskListed(html, wordList) }
}

function tooLong(length: number): string {
  const number = new Intl.NumberFormat('en')
  return `A review has at most ${number.format(LONGEST_REVIEW)} characters; this one has ${number.format(length)}.`
}

/** Invisible signs alone are no words. */
function saysSomething(html: string): boolean {
  return /[^\s\p{Cf}\p{Cc}\p{Z}\u2800\u3164\u115f\u1160]/u.test(htmlToText(html))
}

/** The score in today's scale, or null; refuses with `score` what is on no scale. */
export function checkScore(text: string, scores: Settings['scores']): { value: number; scale: ScoreScale } | null {
  if (scores === 'none' || text === '') return null
  const value = /^\d{1,2}$/.test(text) ? Number(text) : -1
  const isOnScale = scores === 'stars' ? value >= 1 && value <= 10 : value === 0 || value === 1
  if (!isOnScale) throw invalid({ score: 'Please choose one of the scores offered.' })
  return { value, scale: scores }
}

/** One line; empty is allowed. */
export function checkGuestName(name: string): string {
  const tidy = cleanText(name)
    .replace(/[\s\p{Cf}]+/gu, ' ')
    .trim()
  if ([...tidy].length > LONGEST_NAME) throw invalid({ guestName: `A name has at most ${LONGEST_NAME} characters.` })
  return tidy
}
