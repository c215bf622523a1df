// How large the archive is that finding is measured in. Tags are drawn as AO3's are: few are everywhere, most are rare.
export interface FindSize {
  works: number
  /** Works with a chapter that has a text: the first so many. */
  texts: number
  authors: number
  fandoms: number
  freeforms: number
}

export const ORDINARY: FindSize = {
  works: 200_000,
  texts: 200_000,
  authors: 40_000,
  fandoms: 4000,
  freeforms: 120_000,
}

export const LARGE: FindSize = {
  works: 1_000_000,
  texts: 200_000,
  authors: 150_000,
  fandoms: 10_000,
  freeforms: 400_000,
}

export const END = Date.UTC(2026, 0, 1)
export const DAY = 24 * 60 * 60 * 1000
