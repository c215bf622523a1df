import { padded } from '../../store/in-list.ts'
import { foldName } from '../../text/slug.ts'
import { LegacyIds } from './legacy.ts'
import type { Move } from './moving.ts'
import type { Row } from './read/row.ts'
import { plain } from './text/to-text.ts'

const LOOKED_AT = 300
const ENOUGH = 5
/** Of the same site nearly all are alike, of two sites hardly one. */
const LEAST_ALIKE = 0.2
const DAY = 86_400_000

type Places = Pick<Move, 'db' | 'spool' | 'site'>

/**
 * The name under which the archive keeps the old numbers of this site: its key, unless another site has moved in with
 * the same one, as all have that bring no settings. A member of one would become a member of the other, password and
 * all.
 */
export async function sourceOf(places: Places, key: string): Promise<string> {
  for (let count = 1; ; count++) {
    const source = count === 1 ? key : `${key}-${count}`
    if (!(await isOfAnotherSite(places, source))) return source
  }
}

/** Whether what has the same numbers there is something else. Names, addresses and dates may change, but not all. */
async function isOfAnotherSite({ db, spool, site }: Places, source: string): Promise<boolean> {
  const legacy = new LegacyIds(source)
  const authors = firstRows(spool.rows(site.table('authors'), ['uid']))
  const stories = firstRows(spool.rows(site.table('stories'), ['sid']))
  const members = await legacy.find(
    db,
    'member',
    authors.map((row) => row.integer('uid')),
  )
  const works = await legacy.find(
    db,
    'story',
    stories.map((row) => row.integer('sid')),
  )
  const accounts = await db
    .selectFrom('pseud')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .select(['pseud.id', 'name', 'email', 'joined_at as at'])
    .where('pseud.id', 'in', padded([...members.values(), 0]))
    .execute()
  const titles = await db
    .selectFrom('work')
    .select(['id', 'title as name', 'created_at as at'])
    .where('id', 'in', padded([...works.values(), 0]))
    .execute()
  const compared = [
    ...pairs(authors, 'uid', members, accounts).map(
      ([row, account]) =>
        isAlike(account, plain(row, 'penname'), row.seconds('date', 'UTC')) ||
        (account.email !== null && account.email === plain(row, 'email').replace(/\s+/g, '')),
    ),
    ...pairs(stories, 'sid', works, titles).map(([row, work]) =>
      isAlike(work, plain(row, 'title'), row.seconds('date', 'UTC')),
    ),
  ]
  return compared.length >= ENOUGH && compared.filter(Boolean).length < compared.length * LEAST_ALIKE
}

function firstRows(rows: Iterable<Row>): Row[] {
  const first: Row[] = []
  for (const row of rows) {
    if (first.length === LOOKED_AT) break
    first.push(row)
  }
  return first
}

/** Each row with what stands under its number now. */
function pairs<Found extends { id: number }>(
  rows: readonly Row[],
  key: string,
  ids: ReadonlyMap<string, number>,
  found: readonly Found[],
): [Row, Found][] {
  const byId = new Map(found.map((each) => [each.id, each]))
  return rows.flatMap((row) => {
    const each = byId.get(ids.get(String(row.integer(key))) ?? 0)
    return each ? [[row, each] as [Row, Found]] : []
  })
}

/** Dates may have been read by another clock. */
function isAlike(now: { name: string; at: number }, name: string, seconds: number | null): boolean {
  if (foldName(now.name) === foldName(name)) return true
  const apart = seconds === null ? Infinity : Math.abs(now.at - seconds * 1000)
  return apart < DAY && apart % (DAY / 96) === 0
}
