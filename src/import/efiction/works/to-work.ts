import type { Row } from '../read/row.ts'
import { type Rich, plain, rich } from '../text/to-text.ts'
import { bannerOf } from './banner-of.ts'

/** Now, or until somebody made room for others. */
export type Featured = 'now' | 'past' | null

export interface WorkDraft {
  title: string
  summary: Rich
  notes: Rich
  complete: boolean
  roundRobin: boolean
  featured: Featured
  bannerUrl: string | null
  readCount: number
  /** Milliseconds; null for a zero date. */
  postedAt: number | null
  updatedAt: number | null
  /** False: waits for a moderator. */
  approved: boolean
  uid: number
  /** Of members listed in the story's own row, as sites before 3.4 did. */
  coauthors: number[]
  remarks: string[]
}

export function toWork(story: Row, zone: string, hasCoauthorTable: boolean): WorkDraft {
  const remarks: string[] = []
  return {
    title: plain(story, 'title') || 'Untitled',
    summary: rich(story, 'summary'),
    notes: rich(story, 'storynotes'),
    complete: story.flag('completed'),
    roundRobin: story.flag('rr'),
    featured: featuredOf(story),
    bannerUrl: bannerOf(story, remarks),
    readCount: Math.max(0, story.integer('count')),
    postedAt: milliseconds(story, 'date', zone),
    updatedAt: milliseconds(story, 'updated', zone),
    approved: !story.has('validated') || story.integer('validated') > 0,
    uid: story.integer('uid'),
    coauthors: listedCoauthors(story, hasCoauthorTable),
    remarks,
  }
}

function featuredOf(story: Row): Featured {
  const featured = story.integer('featured')
  if (featured === 1) return 'now'
  return featured === 2 ? 'past' : null
}

function milliseconds(story: Row, column: string, zone: string): number | null {
  const seconds = story.seconds(column, zone)
  return seconds === null ? null : seconds * 1000
}

/** A lone `1` is a flag where there is a table of co-authors, and member 1 where there is none. */
function listedCoauthors(story: Row, hasCoauthorTable: boolean): number[] {
  const ids = story.ids('coauthors')
  const isFlag = hasCoauthorTable && ids.length === 1 && ids[0] === 1 && !story.text('coauthors').includes(',')
  return isFlag ? [] : ids.filter((uid) => uid !== story.integer('uid'))
}
