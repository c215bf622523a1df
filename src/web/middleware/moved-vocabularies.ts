import { createMiddleware } from 'hono/factory'
import { findMovedVocabulary } from '../../tags/find-vocabulary.ts'
import type { Parts, Variables } from '../parts.ts'

const PLACE = /^(?<root>\/browse|\/opds(?:\/v2)?\/browse)\/(?<slug>[^/]+)(?<rest>.*)$/

/** Below `/browse`, of pages, feeds and catalogues alike: where nothing is found, an old address leads on. */
export function leadToMovedVocabularies({ db }: Parts) {
  return createMiddleware<{ Variables: Variables }>(async (c, next) => {
    await next()
    if (c.res.status !== 404 || c.req.method !== 'GET') return
    const { pathname, search } = new URL(c.req.url)
    const { root, slug, rest } = PLACE.exec(pathname)?.groups ?? {}
    const before = decoded(slug ?? '')
    if (before === null) return
    const now = await findMovedVocabulary(db, before)
    if (now !== null && now !== before) c.res = c.redirect(`${root}/${encodeURIComponent(now)}${rest}${search}`, 301)
  })
}

/** Null: no sound text, which no address is. */
function decoded(part: string): string | null {
  try {
    const text = decodeURIComponent(part)
    return text.isWellFormed() && !text.includes('\0') ? text : null
  } catch {
    return null
  }
}
