export type ImportPhase =
  | 'dump'
  | 'files'
  | 'people'
  | 'site'
  | 'tags'
  | 'works'
  | 'chapters'
  | 'series'
  | 'reviews'
  | 'favourites'
  | 'challenges'
  | 'passwords'
  | 'totals'

/** `total` is null while nobody knows it; for `dump` both are bytes of the file, else they are rows. */
export interface ImportProgress {
  phase: ImportPhase
  done: number
  total: number | null
}
