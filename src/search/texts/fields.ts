// The words that may stand before a colon in a search, with what people are used to from elsewhere. Facts, nothing else.
import type { HeadingPart } from './parts-of-work.ts'

export const NUMBER_FIELDS = {
  words: 'words',
  word: 'words',
  word_count: 'words',
  wordcount: 'words',
  length: 'words',
  chapters: 'chapters',
  chapter_count: 'chapters',
  kudos: 'kudos',
  kudos_count: 'kudos',
  reviews: 'reviews',
  review_count: 'reviews',
  comments: 'reviews',
  comments_count: 'reviews',
  reads: 'reads',
  hits: 'reads',
  views: 'reads',
} as const

export const DATE_FIELDS = {
  updated: 'updated',
  update: 'updated',
  revised_at: 'updated',
  date: 'updated',
  published: 'published',
  posted: 'published',
  created: 'published',
  created_at: 'published',
} as const

export const TEXT_FIELDS: Readonly<Record<string, HeadingPart | 'text'>> = {
  title: 'title',
  summary: 'summary',
  notes: 'notes',
  note: 'notes',
  text: 'text',
  body: 'text',
  content: 'text',
}

export const AUTHOR_FIELDS = ['author', 'authors', 'by', 'creator', 'creators', 'pseud', 'writer', 'pen_name']

/** Roles of vocabularies, by the names that people have for them. `tag` is all of them. */
export const ROLE_FIELDS = {
  fandom: 'fandom',
  fandoms: 'fandom',
  character: 'character',
  characters: 'character',
  char: 'character',
  relationship: 'relationship',
  relationships: 'relationship',
  ship: 'relationship',
  pairing: 'relationship',
  pairings: 'relationship',
  rating: 'rating',
  ratings: 'rating',
  warning: 'warning',
  warnings: 'warning',
  archive_warning: 'warning',
  freeform: 'freeform',
  freeforms: 'freeform',
  tag: 'tag',
  tags: 'tag',
} as const

export const STATUS_FIELDS = ['status', 'complete', 'is_complete']
export const STATUSES: Readonly<Record<string, 'complete' | 'in progress'>> = {
  complete: 'complete',
  completed: 'complete',
  finished: 'complete',
  done: 'complete',
  true: 'complete',
  yes: 'complete',
  'in-progress': 'in progress',
  'in progress': 'in progress',
  inprogress: 'in progress',
  incomplete: 'in progress',
  unfinished: 'in progress',
  wip: 'in progress',
  ongoing: 'in progress',
  false: 'in progress',
  no: 'in progress',
}

export const LANGUAGE_FIELDS = ['language', 'languages', 'lang', 'language_id']
export const SORT_FIELDS = ['sort', 'order', 'sorted']

export const SORTS = {
  updated: 'updated',
  date: 'updated',
  revised_at: 'updated',
  published: 'published',
  posted: 'published',
  created: 'published',
  created_at: 'published',
  title: 'title',
  author: 'author',
  creator: 'author',
  words: 'words',
  word_count: 'words',
  length: 'words',
  reviews: 'reviews',
  comments: 'reviews',
  kudos: 'kudos',
  reads: 'reads',
  hits: 'reads',
  relevance: 'relevance',
  best: 'relevance',
  score: 'relevance',
} as const

export const CROSSOVER_FIELDS = ['crossover', 'crossovers']
export const CROSSOVERS: Readonly<Record<string, 'only' | 'none'>> = {
  only: 'only',
  true: 'only',
  yes: 'only',
  none: 'none',
  no: 'none',
  false: 'none',
  exclude: 'none',
}
