import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { findWork } from './find-work.ts'
import { chaptersSeenIn, listAllChapters } from './list-chapters.ts'
import { listSeriesOfWork } from './list-series-of-work.ts'
import { listWorkTags } from './list-work-tags.ts'

export type WorkPage = Awaited<ReturnType<typeof findWorkPage>>

export async function findWorkPage(db: Db, viewer: Viewer, workId: number) {
  const [work, all, tags, series] = await Promise.all([
    findWork(db, viewer, workId),
    listAllChapters(db, workId),
    listWorkTags(db, [workId]),
    listSeriesOfWork(db, viewer, workId),
  ])
  return { work, chapters: chaptersSeenIn(work, all, viewer), tags: tags.get(workId) ?? [], series }
}
