import { createHash } from 'node:crypto'
import type { TagChoices } from '../tags/choose-tags.ts'
import type { TextFormat } from '../store/tables/works.ts'

/** What an author says about a work, as typed. The names are those of the form's fields. */
export interface WorkInput {
  title: string
  /** BCP 47. */
  language: string
  summary: string
  notes: string
  endNotes: string
  isComplete: boolean
  isMembersOnly: boolean
  isRoundRobin: boolean
  isWithoutDownloads: boolean
  isWithoutReviews: boolean
  /** The author's own pen names on it. */
  pseudIds: readonly number[]
  tags: TagChoices
}

export interface ChapterInput {
  title: string
  /** BCP 47; empty: the work's. */
  language: string
  notes: string
  text: string
  endNotes: string
  format: TextFormat
  /** An own pen name that the chapter carries in place of the work's creators; null: theirs. */
  pseudId: number | null
}

/** Save only, or save and send out. */
export type Intent = 'save' | 'post'

/** The same for two things that read the same: tells a form sent twice and a text changed meanwhile. */
export function fingerprintOf(...values: unknown[]): string {
  const plain = JSON.stringify(values, (_, value: unknown) => (value instanceof Map ? [...value] : value))
  return createHash('sha256').update(plain).digest('base64url').slice(0, 22)
}
