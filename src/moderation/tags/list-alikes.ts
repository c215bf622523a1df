// Pairs of tags that look alike, looked for beside the pages and kept for a while.
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { idSet } from '../../store/id-rows.ts'
import { offsetOf, type Paged, paged, type Paging } from '../../store/paging.ts'
import type { Likeness } from '../../tags/wrangling/alike-names.ts'
import { findWrangled, type WrangledTag } from '../../tags/wrangling/find-wrangled.ts'
import { keepAlikeNames } from '../../tags/wrangling/keep-alike-names.ts'
import { recordAct } from '../../people/audit.ts'
import { refuseOtherThanModerators, refuseOutOfScope } from './rights.ts'
import { surveyTags } from './survey.ts'

interface Pair {
  tagId: number
  otherId: number
  how: Likeness
}

interface Search {
  pairs: Pair[]
  done: number
  total: number
  since: number
  over: Promise<void>
}

const KEPT_MS = 60_000
/** A page waits that long for a small archive, which is all there is to do. */
const PATIENCE_MS = 1500
const MOST_PAIRS = 20_000

const searches = new WeakMap<object, Search>()

export interface AlikePair {
  how: Likeness
  /** The one with more works is the better name. */
  better: WrangledTag
  other: WrangledTag
}

export interface Alikes {
  pairs: Paged<AlikePair & { betterWorks: number; otherWorks: number }>
  /** Null: everything was looked through. */
  looking: { done: number; total: number } | null
}

export async function listAlikes(db: Db, moderator: Member, paging: Paging): Promise<Alikes> {
  refuseOtherThanModerators(moderator)
  const search = searchFor(db)
  await Promise.race([search.over, wait(PATIENCE_MS, undefined, { ref: false })])
  const pairs = await stillAlike(db, search.pairs)
  const start = offsetOf(paging)
  const shown = pairs.slice(start, start + paging.perPage)
  const ids = [...new Set(shown.flatMap(({ tagId, otherId }) => [tagId, otherId]))]
  const [tags, uses] = [ids.length === 0 ? [] : await findWrangled(db, ids), await surveyTags(db, ids)]
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const rows = shown.map(({ tagId, otherId, how }) => {
    const [one, other] = [uses.get(tagId)!.works, uses.get(otherId)!.works]
    const [betterId, lesserId] = one >= other ? [tagId, otherId] : [otherId, tagId]
    const counts = { betterWorks: Math.max(one, other), otherWorks: Math.min(one, other) }
    return { how, better: byId.get(betterId)!, other: byId.get(lesserId)!, ...counts }
  })
  const { done, total } = search
  return { pairs: paged(rows, pairs.length, paging), looking: done < total ? { done, total } : null }
}

function searchFor(db: Db): Search {
  const found = searches.get(db)
  if (found && (found.done < found.total || Date.now() - found.since < KEPT_MS)) return found
  const search: Search = { pairs: [], done: 0, total: 1, since: Date.now(), over: Promise.resolve() }
  searches.set(db, search)
  search.over = look(db, search).catch(() => void searches.delete(db))
  return search
}

async function look(db: Db, search: Search): Promise<void> {
  const names = await keepAlikeNames(db)
  const { rows } = await sql<{ id: number; folded: string; kind: number; waits: number }>`
    select tag.id, name_folded as folded, vocabulary_id as kind,
      case when looked_at is null and vocabulary.closed = 0 then 1 else 0 end as waits
    from tag join vocabulary on vocabulary.id = tag.vocabulary_id
    where canonical_id is null and left_alone = 0 and vocabulary.role <> 'rating' order by tag.id`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  search.total = rows.length
  const parts: Pair[] = []
  for (const [index, row] of rows.entries()) {
    for (const { id, how } of names.like(row, { parts: row.waits === 1 })) {
      const other = byId.get(id)
      const isOnce = other && (row.id < id || (how === 'part' && other.waits === 0))
      if (!isOnce || (how !== 'same' && other.kind !== row.kind)) continue
      const pair = { tagId: Math.min(row.id, id), otherId: Math.max(row.id, id), how }
      if (how === 'part') parts.push(pair)
      else search.pairs.push(pair)
    }
    search.done = index + 1
    if (search.pairs.length + parts.length > MOST_PAIRS) break
    if (index % 20 === 19) await new Promise((resolve) => setImmediate(resolve))
  }
  search.pairs.push(...(await ofOneFandom(db, parts)))
  search.done = search.total
  search.since = Date.now()
}

/** One name within another means the same only where the story is the same. */
async function ofOneFandom(db: Db, pairs: readonly Pair[]): Promise<Pair[]> {
  const ids = [...new Set(pairs.flatMap(({ tagId, otherId }) => [tagId, otherId]))]
  const uses = await surveyTags(db, ids)
  const fandomsOf = (id: number) => uses.get(id)!.fandoms.slice(0, 3)
  return pairs.filter(({ tagId, otherId }) =>
    fandomsOf(tagId).some((fandom) => fandomsOf(otherId).some((other) => other.id === fandom.id)),
  )
}

/** Without those that were sorted, or said to differ, since they were found. */
async function stillAlike(db: Db, pairs: readonly Pair[]): Promise<Pair[]> {
  if (pairs.length === 0) return []
  const ids = idSet(db, [...new Set(pairs.flatMap(({ tagId, otherId }) => [tagId, otherId]))])
  const [tags, differences] = await Promise.all([
    sql<{ id: number }>`select id from tag where canonical_id is null and left_alone = 0 and id in ${ids}`.execute(db),
    db.selectFrom('tag_difference').select(['tag_id', 'other_id']).execute(),
  ])
  const free = new Set(tags.rows.map((row) => row.id))
  const differing = new Set(differences.map((row) => `${row.tag_id} ${row.other_id}`))
  return pairs.filter(
    ({ tagId, otherId }) => free.has(tagId) && free.has(otherId) && !differing.has(`${tagId} ${otherId}`),
  )
}

/** The two are not shown together again. */
export async function tellDifference(
  db: Db,
  moderator: Member,
  { tagId, otherId }: { tagId: number; otherId: number },
  now: number,
): Promise<void> {
  const [low, high] = [Math.min(tagId, otherId), Math.max(tagId, otherId)]
  const tags = await findWrangled(db, [low, high])
  await refuseOutOfScope(db, moderator, [low, high])
  await inTransaction(db, async (db) => {
    await db
      .insertInto('tag_difference')
      .values({ tag_id: low, other_id: high, account_id: moderator.accountId, decided_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const act = { accountId: moderator.accountId, action: 'tags differ', subject: { kind: 'tag', id: low } }
    await recordAct(db, { ...act, detail: { tags: tags.map((tag) => tag.name) } }, now)
  })
}
