// `node bench/merge-tag.ts [--works 200000] [--postgres URL]`: merges a tag of 50,000 works while readers read chapters.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { planOf } from '../src/moderation/tags/deeds.ts'
import { carryOut } from '../src/moderation/tags/carry-out.ts'
import { previewDeed } from '../src/moderation/tags/preview.ts'
import { undoAct } from '../src/moderation/tags/undo.ts'
import { openDatabase } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import type { Member } from '../src/people/viewer.ts'
import { DEFAULT_PREFERENCES } from '../src/people/preferences.ts'

const { values: flags } = parseArgs({
  options: {
    works: { type: 'string', default: '100000' },
    tagged: { type: 'string', default: '50000' },
    postgres: { type: 'string' },
  },
})
const [works, tagged] = [Number(flags.works), Number(flags.tagged)]
const TAGS = 20_000
const PER_WORK = 17
const NOW = Date.UTC(2026, 0, 1)
/** The tag that goes, and the one that takes its works. */
const [FROM, INTO] = [1, 2]

const dataDir = mkdtempSync(join(tmpdir(), 'fanfold-merge-'))
const db = openDatabase({ url: flags.postgres ?? null, dataDir })
await migrate(db)
await fill()
await sql`analyze`.execute(db)

const moderator: Member = {
  kind: 'member',
  accountId: 1,
  pseudId: 1,
  name: 'Mo',
  slug: 'mo',
  role: 'owner',
  trusted: true,
  preferences: DEFAULT_PREFERENCES,
  ageConsent: true,
  acceptedWarnings: [],
}
for (const kind of ['synonym', 'merge'] as const) {
  const deed = { kind, tagIds: [FROM], intoId: INTO }
  await timed(`${kind}: preview`, () => previewDeed(db, moderator, deed, NOW))
  const actId = await timed(kind, () => carryOut(db, moderator, (db) => planOf(db, deed, NOW), NOW))
  await timed(`${kind}: undo`, () => undoAct(db, moderator, actId, NOW))
}
await db.destroy()
rmSync(dataDir, { recursive: true, force: true })

/** Beside the work, a reader's query every few milliseconds: how long it takes is how long a page waits. */
async function timed<T>(label: string, work: () => Promise<T>): Promise<T> {
  const waits: number[] = []
  const over = new AbortController()
  const reading = (async () => {
    while (!over.signal.aborted) {
      const started = performance.now()
      await new Promise((resolve) => setTimeout(resolve, 1))
      await db
        .selectFrom('work')
        .where('id', '=', 1 + Math.floor(Math.random() * works))
        .selectAll()
        .execute()
      waits.push(performance.now() - started - 1)
    }
  })()
  const started = performance.now()
  const done = await work()
  const seconds = (performance.now() - started) / 1000
  over.abort()
  await reading
  waits.sort((a, b) => a - b)
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]!.toFixed(1)
  console.log(
    `${label}: ${seconds.toFixed(2)} s; a read meanwhile waits ${at(0.5)} ms, p99 ${at(0.99)}, at most ${at(1)}`,
  )
  return done
}

async function fill(): Promise<void> {
  const list = (count: number) =>
    flags.postgres
      ? sql`(select n from generate_series(1, ${sql.raw(String(count))}) as one (n))`
      : sql`(with recursive one (n) as (select 1 union all select n + 1 from one where n < ${sql.raw(String(count))}) select n from one)`
  await sql`insert into account (id, email, email_folded, role, joined_at) values (1, 'mo@x', 'mo@x', 'owner', 0)`.execute(
    db,
  )
  await sql`insert into pseud (id, account_id, name, login_name, slug, sort_name, is_default, created_at)
    values (1, 1, 'Mo', 'mo', 'mo', 'mo', 1, 0)`.execute(db)
  for (const [id, role] of [
    [1, 'freeform'],
    [2, 'fandom'],
    [3, 'relationship'],
  ] as const)
    await sql`insert into vocabulary (id, slug, name, role, closed, created_at) values (${id}, ${role}, ${role}, ${role}, 0, 0)`.execute(
      db,
    )
  await sql`insert into tag (id, vocabulary_id, name, name_folded, sort_name, slug, created_at)
    select n, case when n % 10 = 3 then 2 when n % 10 = 4 then 3 else 1 end, 'Tag ' || n, 'tag ' || n, 'tag ' || n, 'tag-' || n, 0
    from ${list(TAGS)} as many`.execute(db)
  // Three levels: every tag above the thousandth stands below one of the first thousand, those below one of the first fifty.
  await sql`insert into tag_parent (tag_id, parent_id)
    select n, 60 + n % 900 from ${list(TAGS)} as many where n > 1000 and n % 3 = 0
    union select n, 10 + n % 40 from ${list(TAGS)} as many where n between 60 and 999
    union select 2, 50`.execute(db)
  await sql`insert into work (id, title, sort_title, created_at, posted_at, updated_at, audience)
    select n, 'Work ' || n, 'work ' || n, 0, n, n, 2 from ${list(works)} as many`.execute(db)
  await sql`insert into work_tag (work_id, tag_id, position)
    select work.id, 3 + ((work.id * 7919 + place.n * 104729) % 1000003) % (case when place.n < 8 then 300 else ${sql.raw(String(TAGS - 3))} end), place.n
    from work cross join ${list(PER_WORK)} as place where true on conflict do nothing`.execute(db)
  await sql`insert into work_tag (work_id, tag_id, position)
    select id, ${FROM}, 0 from work where id <= ${tagged} on conflict do nothing`.execute(db)
  await sql`insert into work_tag (work_id, tag_id, position)
    select id, ${INTO}, 0 from work where id % 4 = 0 on conflict do nothing`.execute(db)
  await sql`insert into work_tag_expansion (tag_id, work_id, audience, updated_at)
    with recursive meaning (work_id, tag_id) as (
      select work_id, tag_id from work_tag
      union
      select meaning.work_id, tag_parent.parent_id from meaning join tag_parent on tag_parent.tag_id = meaning.tag_id)
    select meaning.tag_id, work.id, work.audience, work.updated_at from meaning join work on work.id = meaning.work_id`.execute(
    db,
  )
}
