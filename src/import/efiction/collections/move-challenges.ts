import type { Db } from '../../../store/database.ts'
import { padded } from '../../../store/in-list.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Amend, Move, OldRow } from '../moving.ts'
import { SERIES_LISTS, findListedTags } from '../tags/find-listed-tags.ts'
import { type Rich, plain, rich } from '../text/to-text.ts'
import { sortableTitle } from '../works/sortable.ts'

const CHALLENGE_LISTS = SERIES_LISTS.filter(({ column }) => column === 'catid' || column === 'characters')

interface ChallengeDraft {
  title: string
  summary: Rich
  uid: number
  /** As it was signed. */
  challenger: string
  tagIds: readonly number[]
}

type Drafts = ReadonlyMap<string, ChallengeDraft>

/** Prompts; what answers them comes with `moveChallengeAnswers`. Needs members and tags. */
export async function moveChallenges(move: Move): Promise<void> {
  if (!move.spool.tables.has(move.site.table('challenges'))) return
  await moveRows<Drafts>(move, {
    table: 'challenges',
    legacy: 'challenge',
    phase: 'challenges',
    order: ['chalid'],
    prepare: (rows) => prepare(move, rows),
    write: (db, _rows, drafts) => writeChallenges(move, db, [...drafts]),
    amend: amendOf(move),
  })
}

async function prepare(move: Move, rows: readonly OldRow[]): Promise<Drafts> {
  const tags = await findListedTags(move, move.db, { table: 'challenges', rows, columns: CHALLENGE_LISTS })
  return new Map(
    rows.map(({ id, row }) => {
      const texts = { title: plain(row, 'title') || `Challenge ${id}`, summary: rich(row, 'summary') }
      const uid = row.integer('uid')
      return [id, { ...texts, uid, challenger: plain(row, 'challenger'), tagIds: tags.get(id) ?? [] }]
    }),
  )
}

async function writeChallenges(move: Move, db: Db, all: readonly (readonly [string, ChallengeDraft])[]) {
  const pseuds = await move.legacy.find(
    db,
    'member',
    all.flatMap(([, { uid }]) => (uid > 0 ? [uid] : [])),
  )
  const rows = all.map(([, draft]) => {
    const pseudId = pseuds.get(String(draft.uid)) ?? null
    const signed = { pseud_id: pseudId, guest_name: pseudId === null ? draft.challenger : null }
    // The old site dated none; those with higher numbers came later.
    const times = { posted_at: null, deleted_at: null, created_at: move.now, updated_at: move.now }
    return { ...textsOf(move, draft), ...signed, ...times }
  })
  const ids = await insertAll(db, 'challenge', rows)
  for (const [index, [id, draft]] of all.entries()) {
    await writeTags(db, ids[index]!, draft.tagIds)
    if (draft.uid > 0 && !pseuds.has(String(draft.uid)))
      move.ledger.remark('challenges', id, `member ${draft.uid} is gone; now a guest's, as "${draft.challenger}"`)
  }
  return new Map(all.map(([id], index) => [id, ids[index]!]))
}

function textsOf(move: Move, { title, summary }: ChallengeDraft) {
  return {
    title,
    sort_title: sortableTitle(title, move.language),
    summary_source: summary.source,
    summary_html: summary.html,
  }
}

async function writeTags(db: Db, challengeId: number, tagIds: readonly number[]): Promise<void> {
  const rows = tagIds.map((tag_id, position) => ({ challenge_id: challengeId, tag_id, position }))
  if (rows.length > 0) await db.insertInto('challenge_tag').values(rows).execute()
}

function listOf(ids: readonly number[]): string {
  return [...new Set(ids)].toSorted((a, b) => a - b).join(',')
}

function amendOf(move: Move): Amend<Drafts> {
  return {
    drafted: ({ id }, drafts) => {
      const { title, summary, tagIds } = drafts.get(id)!
      return { title, summary: summary.source, tags: listOf(tagIds) }
    },
    present: async (db, ids) => {
      const rows = await db
        .selectFrom('challenge')
        .where('id', 'in', padded(ids))
        .where('deleted_at', 'is', null)
        .select(['id', 'title', 'summary_source'])
        .execute()
      const tags = await db.selectFrom('challenge_tag').selectAll().where('challenge_id', 'in', padded(ids)).execute()
      const tagsOf = Map.groupBy(tags, (tag) => tag.challenge_id)
      const idsOf = (id: number) => (tagsOf.get(id) ?? []).map((tag) => tag.tag_id)
      return new Map(
        rows.map(({ id, title, summary_source }) => [id, { title, summary: summary_source, tags: listOf(idsOf(id)) }]),
      )
    },
    change: async (db, amendments, drafts) => {
      for (const { id, old, fields } of amendments) {
        const draft = drafts.get(old.id)!
        const { title, sort_title, summary_source, summary_html } = textsOf(move, draft)
        const row = {
          ...('title' in fields && { title, sort_title }),
          ...('summary' in fields && { summary_source, summary_html }),
          updated_at: move.now,
        }
        await db.updateTable('challenge').set(row).where('id', '=', id).execute()
        if (!('tags' in fields)) continue
        await db.deleteFrom('challenge_tag').where('challenge_id', '=', id).execute()
        await writeTags(db, id, draft.tagIds)
      }
    },
  }
}
