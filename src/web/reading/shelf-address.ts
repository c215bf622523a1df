// Addresses of shelves, and those that they had before shelves were filtered like every list.
import type { Db } from '../../store/database.ts'
import { findKnownTags } from '../../tags/known-tags.ts'

const OLD_SORT = /^(-?)(added|updated|title|author|words)$/
const MOST_TAGS = 20

/** Null: it is one of today's. */
export async function todaysQuery(db: Db, params: URLSearchParams): Promise<string | null> {
  const [, turned, sort] = OLD_SORT.exec(params.get('sort') ?? '') ?? []
  const isOldSort = turned === '-' || sort === 'added'
  const isOldStatus = params.get('status') === 'in_progress'
  if (!params.has('tags') && !isOldSort && !isOldStatus) return null
  const today = new URLSearchParams(params)
  today.delete('tags')
  if (isOldStatus) today.set('status', 'in-progress')
  if (isOldSort) setSort(today, sort!, turned === '-')
  const ids = (params.get('tags') ?? '').split(',', MOST_TAGS).map(Number).filter(isId)
  const known = await findKnownTags(db, ids)
  for (const id of ids) {
    const tag = known.get(id)
    if (tag) today.append('with', `${tag.vocabularySlug}/${tag.slug}`)
  }
  return today.toString()
}

function setSort(params: URLSearchParams, sort: string, isTurned: boolean): void {
  params.delete('sort')
  if (sort === 'added' && !isTurned) return
  params.set('sort', sort === 'added' ? 'given' : sort)
  if (isTurned) params.set('order', sort === 'updated' || sort === 'words' ? 'up' : 'down')
}

function isId(id: number): boolean {
  return Number.isSafeInteger(id) && id > 0
}
