import type { Db } from '../../store/database.ts'
import { AlikeNames } from './alike-names.ts'
import { KeptWith } from '../../store/kept-with.ts'

const KEPT_MS = 5 * 60_000
const AT_ONCE = 1000

interface Kept {
  names: AlikeNames
  lastId: number
  since: number
}

const kept = new KeptWith<object, Promise<Kept>>()

/** The names of all tags that are nobody's synonyms, for this process; new ones at once, others within five minutes. */
export async function keepAlikeNames(db: Db): Promise<AlikeNames> {
  let own = kept.get(db)
  if (!own || Date.now() - (await own).since > KEPT_MS) {
    own = readOn(db, { names: new AlikeNames(), lastId: 0, since: Date.now() })
    kept.set(db, own)
    own.catch(() => kept.delete(db))
    return (await own).names
  }
  const next = own.then((state) => readOn(db, state))
  kept.set(db, next)
  next.catch(() => kept.delete(db))
  return (await next).names
}

/** After tags were renamed, or became or ceased to be synonyms. */
export function forgetAlikeNames(db: Db): void {
  kept.delete(db)
}

/** Turns for pages in between: a hundred thousand names take a second. */
async function readOn(db: Db, state: Kept): Promise<Kept> {
  for (;;) {
    const rows = await db
      .selectFrom('tag')
      .where('id', '>', state.lastId)
      .select(['id', 'vocabulary_id as vocabularyId', 'name_folded as folded', 'canonical_id'])
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const { canonical_id, ...name } of rows) if (canonical_id === null) state.names.add(name)
    state.lastId = rows.at(-1)?.id ?? state.lastId
    if (rows.length < AT_ONCE) return state
    await new Promise((resolve) => setImmediate(resolve))
  }
}
