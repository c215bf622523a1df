import { changeSettings, forgetSettings } from '../../../site/settings.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Move } from '../moving.ts'
import { plain, rich, type Rich } from '../text/to-text.ts'
import { NeighbourDates } from '../works/neighbour-dates.ts'

/** Needs the members: a member's name was kept as their number. */
export async function moveShouts(move: Move): Promise<void> {
  const dates = new NeighbourDates(move, { table: 'shoutbox', order: 'shout_id', columns: ['shout_datestamp'] })
  await moveRows<ReadonlyMap<string, Rich>>(move, {
    table: 'shoutbox',
    legacy: 'shout',
    phase: 'site',
    order: ['shout_id'],
    each: (row) => dates.take(row),
    prepare: async (rows) => new Map(rows.map(({ id, row }) => [id, rich(row, 'shout_message')])),
    write: async (db, rows, bodies) => {
      const names = rows.map(({ row }) => plain(row, 'shout_name'))
      const numbers = names.filter((name) => /^[1-9]\d{0,14}$/.test(name))
      const members = await move.legacy.find(db, 'member', numbers)
      const shouts = rows.map(({ id, row }, index) => {
        const name = names[index]!
        const pseudId = members.get(name) ?? null
        const isGone = pseudId === null && /^\d+$/.test(name)
        if (isGone) move.ledger.remark('shoutbox', id, `member ${name} is gone; the message stays, without a name`)
        const seconds = row.seconds('shout_datestamp', move.zone)
        return {
          pseud_id: pseudId,
          guest_name: pseudId === null ? (isGone ? '' : name.slice(0, 60)) : null,
          body_source: bodies.get(id)!.source,
          body_html: bodies.get(id)!.html,
          posted_at: seconds === null ? null : seconds * 1000,
          created_at: dates.of(row),
        }
      })
      const ids = await insertAll(db, 'shout', shouts)
      return new Map(rows.map(({ id }, index) => [id, ids[index]!]))
    },
    amend: {
      drafted: ({ id }, bodies) => ({ source: bodies.get(id)!.source }),
      present: async (db, ids) => {
        const rows = await db
          .selectFrom('shout')
          .select(['id', 'body_source'])
          .where('id', 'in', [...ids])
          .execute()
        return new Map(rows.map((row) => [row.id, { source: row.body_source }]))
      },
      change: async (db, amendments, bodies) => {
        for (const { id, old } of amendments) {
          const { source, html } = bodies.get(old.id)!
          await db.updateTable('shout').set({ body_source: source, body_html: html }).where('id', '=', id).execute()
        }
      },
    },
  })
  await openShouts(move)
}

/** The box stays open where it was open, or where anything was said in it and nobody closed it. */
async function openShouts({ db, spool, site, now }: Move): Promise<void> {
  const isSet = await db.selectFrom('setting').select('name').where('name', '=', 'shouts').executeTakeFirst()
  if (isSet) return
  const blocks = [...spool.rows(site.table('blocks'), [])].filter(
    (row) => row.text('block_name').trim().toLowerCase() === 'shoutbox',
  )
  const rows = spool.tables.get(site.table('shoutbox'))?.rows ?? 0
  const isOpen = blocks.length > 0 ? blocks.some((row) => row.flag('block_status')) : rows > 0
  if (isOpen) await changeSettings(db, { shouts: 'members' }, now)
  forgetSettings(db)
}
