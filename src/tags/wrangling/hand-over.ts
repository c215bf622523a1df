// What another tag takes over from one that becomes its synonym.
import type { Db } from '../../store/database.ts'
import { type Belongings, findBelongings, findPeopleOf, findTaggedThings, type People } from './find-belongings.ts'
import { findWrangled, type WrangledTag } from './find-wrangled.ts'
import { mayBeScoped, mayStandBelow } from './may-stand-below.ts'
import type { Draft } from './plan.ts'

interface Handing {
  db: Db
  draft: Draft
  tags: readonly WrangledTag[]
  into: WrangledTag
}

/** Synonyms, tags above and below, fandoms, meanings: what `tags` had is `into`'s. What would go in a circle is left. */
export async function handOverLinks({ db, draft, tags, into }: Handing): Promise<void> {
  const gone = new Set(tags.map((tag) => tag.id))
  const own = await findBelongings(db, [...gone, into.id])
  for (const { id, canonical_id } of own.synonyms)
    if (gone.has(canonical_id!)) draft.update('tag', { id }, { canonical_id }, { canonical_id: into.id })
  await handOverTree(db, draft, { gone, into, own })
  handOverScopes(draft, { gone, into, own })
  handOverMeanings(draft, { gone, into, own })
}

interface Between {
  gone: ReadonlySet<number>
  into: WrangledTag
  own: Belongings
}

async function handOverTree(db: Db, draft: Draft, { gone, into, own }: Between): Promise<void> {
  const links = own.parents.filter(({ tag_id, parent_id }) => gone.has(tag_id) || gone.has(parent_id))
  const others = await findWrangled(db, [...new Set(links.flatMap(({ tag_id, parent_id }) => [tag_id, parent_id]))])
  const kindOf = new Map([...others, into].map((tag) => [tag.id, tag]))
  const has = new Set(own.parents.map(({ tag_id, parent_id }) => `${tag_id} ${parent_id}`))
  for (const link of links) {
    draft.remove('tag_parent', { ...link })
    const moved = {
      tag_id: gone.has(link.tag_id) ? into.id : link.tag_id,
      parent_id: gone.has(link.parent_id) ? into.id : link.parent_id,
    }
    const name = `${moved.tag_id} ${moved.parent_id}`
    if (moved.tag_id === moved.parent_id || has.has(name)) continue
    if (!mayStandBelow(kindOf.get(moved.tag_id)!, kindOf.get(moved.parent_id)!)) continue
    has.add(name)
    draft.insert('tag_parent', moved)
  }
}

/** A tag that is known everywhere stays so. */
function handOverScopes(draft: Draft, { gone, into, own }: Between): void {
  const isScoped = own.scopes.some(({ tag_id }) => tag_id === into.id)
  const has = new Set(own.scopes.map(({ tag_id, fandom_id }) => `${tag_id} ${fandom_id}`))
  const add = (tag_id: number, fandom_id: number) => {
    if (tag_id === fandom_id || has.has(`${tag_id} ${fandom_id}`)) return
    has.add(`${tag_id} ${fandom_id}`)
    draft.insert('tag_scope', { tag_id, fandom_id })
  }
  for (const link of own.scopes) {
    const isOwn = gone.has(link.tag_id)
    if (!isOwn && !(gone.has(link.fandom_id) && into.role === 'fandom')) continue
    draft.remove('tag_scope', { ...link })
    const fandomId = gone.has(link.fandom_id) && into.role === 'fandom' ? into.id : link.fandom_id
    if (!isOwn) add(link.tag_id, fandomId)
    else if (isScoped && mayBeScoped(into)) add(into.id, fandomId)
  }
}

function handOverMeanings(draft: Draft, { gone, into, own }: Between): void {
  const has = new Set(own.meanings.map(({ tag_id, meaning_id }) => `${tag_id} ${meaning_id}`))
  for (const { tag_id, meaning_id } of own.meanings) {
    if (!gone.has(tag_id) && !gone.has(meaning_id)) continue
    draft.remove('tag_meaning', { tag_id, meaning_id })
    if (gone.has(tag_id) || tag_id === into.id || has.has(`${tag_id} ${into.id}`)) continue
    has.add(`${tag_id} ${into.id}`)
    draft.insert('tag_meaning', { tag_id, meaning_id: into.id })
  }
}

/** Whoever follows, hides or looks after one of `tags` does so with `into`. */
export async function handOverPeople({ db, draft, tags, into }: Handing): Promise<People> {
  const people = await findPeopleOf(db, [...tags.map((tag) => tag.id), into.id])
  for (const place of ['subscription', 'hiding'] as const) {
    const has = new Set(people[place].filter((row) => row.tag_id === into.id).map((row) => row.account_id))
    for (const { id, ...row } of people[place].filter((row) => row.tag_id !== into.id)) {
      if (has.has(row.account_id)) draft.remove(place, { id }, row)
      else draft.update(place, { id }, { tag_id: row.tag_id }, { tag_id: into.id })
      has.add(row.account_id)
    }
  }
  const scoped = new Set(people.moderators.filter((row) => row.tag_id === into.id).map((row) => row.account_id))
  for (const { account_id, tag_id } of people.moderators.filter((row) => row.tag_id !== into.id)) {
    draft.remove('moderator_scope', { account_id, tag_id })
    if (!scoped.has(account_id)) draft.insert('moderator_scope', { account_id, tag_id: into.id })
    scoped.add(account_id)
  }
  return people
}

const THINGS = {
  series_tag: 'series_id',
  challenge_tag: 'challenge_id',
  recommendation_tag: 'recommendation_id',
} as const

/** Series, challenges and recommendations carry `into` in place of the others. */
export async function handOverThings({ db, draft, tags, into }: Handing): Promise<void> {
  const things = await findTaggedThings(db, [...tags.map((tag) => tag.id), into.id])
  for (const place of Object.keys(THINGS) as Array<keyof typeof THINGS>) {
    const column = THINGS[place]
    const rows = things[place].map((row) => ({ tagId: row.tag_id, thing: (row as Record<string, number>)[column]! }))
    const has = new Set(rows.filter((row) => row.tagId === into.id).map((row) => row.thing))
    for (const { tagId, thing } of rows.filter((row) => row.tagId !== into.id)) {
      draft.remove(place, { [column]: thing, tag_id: tagId })
      if (!has.has(thing)) draft.insert(place, { [column]: thing, tag_id: into.id })
      has.add(thing)
    }
  }
}
