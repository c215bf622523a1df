// From one work to others: what is like it, what its readers liked as well, and whatever chance brings.
import { notFound } from '../../errors.ts'
import { findHidden } from '../../reading/hiding/find-hidden.ts'
import { parseFilter } from '../../search/filter-address.ts'
import { findLeftOut } from '../../search/find-left-out.ts'
import { type Question } from '../../search/question.ts'
import { findAlsoLiked } from '../../search/ways/also-liked.ts'
import { findSimilar } from '../../search/ways/similar-works.ts'
import { findKnownTags } from '../../tags/known-tags.ts'
import { findWork } from '../../works/find-work.ts'
import { leastAudience } from '../../works/visibility.ts'
import { findList } from '../find/find-list.ts'
import { findText } from '../find/find-text.ts'
import { fillList, sendFinding } from '../find/finding.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import type { C } from '../respond.ts'
import { closedGate } from '../works/gate-page.ts'
import { alsoLikedPage, similarPage } from './like-pages.ts'

const BEST_FIRST = { by: 'given', direction: 'up' } as const

export function likeRoutes(app: App, parts: Parts): void {
  const { db } = parts

  app.get(paths.similarWorks.pattern, async (c) => {
    const work = await findPosted(c, parts)
    const closed = closedGate(c, work)
    if (closed) return closed
    const similar = await findSimilar(db, work.id, leastAudience(c.get('viewer')))
    const ids = similar.map(({ id }) => id)
    const address = { path: paths.similarWorks({ work: work.id }), kept: {} }
    const list = await findList(c, parts, { scope: { kind: 'works', ids }, address, usual: BEST_FIRST })
    if (list instanceof Response) return list
    const shown = similar.filter(({ id }) => list.ids.includes(id))
    const [finding, tags] = await Promise.all([
      fillList(c, parts, list),
      findKnownTags(
        db,
        shown.flatMap(({ shared }) => shared),
      ),
    ])
    return sendFinding(c, similarPage(c.get('chrome'), { work, finding, similar: shown, tags }), list)
  })

  app.get(paths.alsoLiked.pattern, async (c) => {
    const work = await findPosted(c, parts)
    const closed = closedGate(c, work)
    if (closed) return closed
    const liked = await findAlsoLiked(db, work.id, leastAudience(c.get('viewer')))
    const ids = liked.map(({ id }) => id)
    const address = { path: paths.alsoLiked({ work: work.id }), kept: {} }
    const list = await findList(c, parts, { scope: { kind: 'works', ids }, address, usual: BEST_FIRST })
    if (list instanceof Response) return list
    return sendFinding(
      c,
      alsoLikedPage(c.get('chrome'), { work, finding: await fillList(c, parts, list), liked }),
      list,
    )
  })

  app.get(paths.randomWork.pattern, async (c) => {
    const params = new URL(c.req.url).searchParams
    const clock = { now: parts.now(), timeZone: c.get('settings').timezone }
    const viewer = c.get('viewer')
    const [parsed, leftOut, hidden] = await Promise.all([
      parseFilter(db, params, clock),
      findLeftOut(db, viewer),
      findHidden(db, viewer),
    ])
    const asked = { chosen: parsed.chosen, scope: { kind: 'all' }, filter: parsed.filter, clock } as const
    const text = await findText(parts, viewer, asked)
    const question: Question = {
      audience: leastAudience(viewer),
      scope: text.scope,
      filter: text.filter,
      sort: { by: 'updated', direction: 'down' },
      from: { page: 1 },
      perPage: 1,
      leftOut,
      hidden,
      facets: 0,
    }
    const work = parsed.isImpossible || text.isImpossible ? null : await drawOne(parts, question)
    c.header('cache-control', 'no-store')
    // Nothing to draw from: the list says so.
    return c.redirect(work === null ? paths.works({}) + new URL(c.req.url).search : paths.work({ work }), 303)
  })
}

async function findPosted(c: C, { db }: Parts) {
  const work = await findWork(db, c.get('viewer'), idParam(c, 'work'))
  if (work.state !== 'posted') throw notFound('Work')
  return work
}

/** Each work as likely as every other. */
async function drawOne({ finder }: Parts, question: Question): Promise<number | null> {
  const { total } = await finder.ask(question)
  if (total === 0) return null
  const answer = await finder.ask({ ...question, from: { page: 1 + Math.floor(Math.random() * total) } })
  return answer.ids[0] ?? null
}
