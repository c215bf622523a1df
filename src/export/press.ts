import type { BookLabels } from './book.ts'

/** The archive as the publisher of its books: what they say of it, and the ways of those rooms that export may not enter. */
export interface Press {
  /** Its name. */
  name: string
  /** Scheme and host, as `https://stories.example`. */
  origin: string
  addresses: {
    work: (id: number) => string
    chapter: (workId: number, chapterId: number) => string
    author: (slug: string) => string
    series: (id: number) => string
  }
  /** Another one when links would be made in another way. */
  linksVersion: string
  labels: BookLabels
  words: PressWords
  /** Links to sites that moved in, made links to this archive; `at` is the path of the page that they stand on. */
  leadHome: (cleanHtml: string, at: string) => string
  /** Where a picture of such a site is now, as the path of an upload; null for anything else. */
  findOldPicture: (path: string) => Promise<string | null>
}

/** Words with numbers and names in them. */
export interface PressWords {
  byline: (names: readonly string[]) => string
  /** In place of too many names. */
  variousAuthors: string
  chapter: (number: number) => string
  series: (position: number, title: string) => string
  from: (address: string) => string
  language: (tag: string) => string
  number: (value: number) => string
  date: (time: number) => string
  facts: Record<
    'rating' | 'warnings' | 'series' | 'status' | 'chapters' | 'words' | 'published' | 'updated' | 'language',
    string
  >
  complete: string
  inProgress: string
}
