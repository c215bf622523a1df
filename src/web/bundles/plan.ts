// Which works of a list come into a bundle: those that the viewer may read now, in the list's order.
import { createHash } from 'node:crypto'
import type { Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { type Blurb, listBlurbs } from '../../works/list-blurbs.ts'

/** Of a list, this many are looked at. */
export const MOST_LISTED = 1000
const PER_VOLUME = 100

export interface Wish {
  /** From 1. */
  volume: number
  /** Milliseconds; only what changed later. */
  since: number | null
}

export interface Plan extends Wish {
  works: readonly Blurb[]
  wordCount: number
  /** Of all volumes. */
  workCount: number
  volumeCount: number
  /** Closed to this viewer by a gate that they have not passed, and so left out. */
  waitingCount: number
  /** Their authors want them read in the archive alone. */
  withheldCount: number
  /** Another one whenever the works or what lists show of them are. */
  version: string
}

export interface Listed {
  workIds: readonly number[]
  /** When each came into the list, where that is another time than when it was posted. */
  addedAt?: ReadonlyMap<number, number>
}

export async function findPlan(db: Db, viewer: Viewer, { workIds, addedAt }: Listed, wish: Wish): Promise<Plan> {
  const isNew = (work: Blurb, since: number) => Math.max(changedAt(work), addedAt?.get(work.id) ?? 0) > since
  const all = await listBlurbs(db, viewer, [...new Set(workIds)].slice(0, MOST_LISTED))
  const wanted = all.filter((work) => wish.since === null || isNew(work, wish.since))
  const open = wanted.filter((work) => work.gate === null && work.mayTakeAlong && work.chapterCount > 0)
  const volumeCount = Math.max(1, Math.ceil(open.length / PER_VOLUME))
  const volume = Math.min(wish.volume, volumeCount)
  const works = open.slice((volume - 1) * PER_VOLUME, volume * PER_VOLUME)
  return {
    ...wish,
    volume,
    works,
    wordCount: works.reduce((sum, work) => sum + work.wordCount, 0),
    workCount: open.length,
    volumeCount,
    waitingCount: wanted.filter((work) => work.gate !== null && work.mayTakeAlong).length,
    withheldCount: wanted.filter((work) => !work.mayTakeAlong).length,
    version: createHash('sha256').update(JSON.stringify(works)).digest('base64url').slice(0, 27),
  }
}

function changedAt(work: Blurb): number {
  return Math.max(work.updatedAt, work.changedAt)
}

/** Out of an address; what is not understood is not heard. A day means its beginning, in UTC. */
export function readWish(value: (name: string) => string | undefined): Wish {
  const since = Date.parse(value('since') ?? '')
  const volume = Number(value('volume') ?? 1)
  return {
    since: Number.isNaN(since) || since < 0 ? null : since,
    volume: Number.isInteger(volume) && volume >= 1 && volume <= MOST_LISTED ? volume : 1,
  }
}
