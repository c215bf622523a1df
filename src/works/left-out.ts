// What a member leaves out of lists.
// Which shelf says what is for reading/ to know.
import type { Viewer } from '../people/viewer.ts'

export type LeftOut = 'nothing' | 'finished' | 'dropped' | 'finished and dropped'

/** As the viewer prefers it; guests leave nothing out. */
export function leftOutBy(viewer: Viewer): LeftOut {
  if (viewer.kind === 'guest') return 'nothing'
  const { hideFinished, hideDropped } = viewer.preferences
  if (hideFinished) return hideDropped ? 'finished and dropped' : 'finished'
  return hideDropped ? 'dropped' : 'nothing'
}

const SHELVES = {
  nothing: [],
  finished: ['finished'],
  dropped: ['dropped'],
  'finished and dropped': ['finished', 'dropped'],
} as const

/** The kinds of shelves that hold it. */
export function shelvesOf(leftOut: LeftOut): ReadonlyArray<'finished' | 'dropped'> {
  return SHELVES[leftOut]
}
