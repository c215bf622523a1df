import { changeSettings, forgetSettings } from '../../../site/settings.ts'
import { forgetMenu } from '../../../site/menu.ts'
import type { Db } from '../../../store/database.ts'
import type { ShownTo } from '../../../store/tables/rooms.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'
import { plain, plainOf } from '../text/to-text.ts'
import { placeOf } from '../works/sortable.ts'
import type { Fields } from '../written.ts'

interface Link {
  label: string
  address: string
  newWindow: number
  shownTo: ShownTo
  position: number
}

/** The links that every archive has in its own menu. */
const OWN =
  /^(?:index\.php|user\.php(?:\?action=(?:login|logout|register|newaccount))?|admin\.php|browse\.php(?:\?type=recent)?|search\.php)?$/i

/** The links of the old menu, in their order. */
export async function moveMenu(move: Move): Promise<void> {
  const hosts = hostsOf(move)
  await moveRows<ReadonlyMap<string, Link>>(move, {
    table: 'pagelinks',
    legacy: 'menu_link',
    phase: 'site',
    order: ['link_id'],
    prepare: async (rows) => new Map(rows.map((old) => [old.id, toLink(old, hosts)])),
    write: async (db, rows, links) => {
      const kept = rows.filter((old) => !isOwn(move, old, links.get(old.id)!))
      await keepNames(move, db, rows)
      const ids = await insertAll(
        db,
        'menu_link',
        kept.map(({ id }) => columnsOf(links.get(id)!)),
      )
      return new Map(kept.map(({ id }, index) => [id, ids[index]!]))
    },
    amend: {
      drafted: ({ id }, links) => ({ ...links.get(id)! }),
      present: findLinks,
      change: async (db, amendments, links) => {
        for (const { id, old, fields } of amendments) {
          const columns = Object.entries(columnsOf(links.get(old.id)!))
          const changed = columns.filter(([column]) => FIELDS[column as keyof typeof FIELDS] in fields)
          await db.updateTable('menu_link').set(Object.fromEntries(changed)).where('id', '=', id).execute()
        }
      },
    },
  })
  forgetMenu(move.db)
  forgetSettings(move.db)
}

const FIELDS = {
  label: 'label',
  address: 'address',
  new_window: 'newWindow',
  shown_to: 'shownTo',
  position: 'position',
} as const
const SHOWN: readonly ShownTo[] = ['everybody', 'members', 'moderators']

function toLink({ id, row }: OldRow, hosts: readonly string[]): Link {
  const label =
    plainOf(row.text('link_text').replace(/<img[^>]*>/gi, ''), row.reading) ||
    wordsOfImage(row.text('link_text')) ||
    plain(row, 'link_name') ||
    `Link ${id}`
  return {
    label: label.slice(0, 200),
    address: addressOf(row.text('link_url'), hosts),
    newWindow: row.flag('link_target') ? 1 : 0,
    shownTo: SHOWN[Math.max(0, Math.min(2, row.integer('link_access')))]!,
    position: placeOf(row.integer('link_id')),
  }
}

/** Of a link that was only a picture. */
function wordsOfImage(text: string): string {
  return (/\b(?:alt|title)\s*=\s*["']([^"']+)["']/i.exec(text)?.[1] ?? '').trim()
}

/** Addresses of the old site become paths: the archive knows them all. Others stay, unless no browser may follow them. */
function addressOf(typed: string, hosts: readonly string[]): string {
  const address = typed.trim().replaceAll('&amp;', '&').slice(0, 2000)
  if (/^(?:javascript|data|vbscript):/i.test(address.replace(/[\s\0-\x1f]/g, ''))) return ''
  const absolute = /^(?:https?:)?\/\/([^/?#]+)([^\s]*)$/i.exec(address)
  if (absolute) {
    const host = absolute[1]!.toLowerCase().replace(/^www\./, '')
    return hosts.includes(host) ? `/${(absolute[2] ?? '').replace(/^\/+/, '')}` : address
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return /^(?:mailto|https?):/i.test(address) ? address : ''
  return `/${address.replace(/^(?:\.{0,2}[/\\])+/, '').replace(/\s/g, '%20')}`
}

function hostsOf({ site }: Move): string[] {
  const url = site.settings.text('url').trim()
  const host = /^(?:https?:)?\/\/([^/?#]+)/i
    .exec(url)?.[1]
    ?.toLowerCase()
    .replace(/^www\./, '')
  return host ? [host] : []
}

function isOwn(move: Move, { id }: OldRow, { label, address }: Link): boolean {
  const own = OWN.test(address.replace(/^.*\//, '')) && address.startsWith('/')
  if (own) move.ledger.except('pagelinks', id, 'merged', `"${label}": every archive has this link in its own menu`)
  else if (address === '')
    move.ledger.except('pagelinks', id, 'kept aside', `"${label}" led to nothing that can be followed`)
  return own || address === ''
}

/** Owners who called the ways in otherwise keep their words. */
const WAYS_IN = [
  ['login', 'logInWords', /^log[ -]?in$/i],
  ['register', 'registerWords', /^register$/i],
] as const

async function keepNames(move: Move, db: Db, rows: readonly OldRow[]): Promise<void> {
  for (const [name, setting, usual] of WAYS_IN) {
    const row = rows.find(
      ({ row }) => row.text('link_name').trim().toLowerCase() === name && row.integer('link_access') === 0,
    )
    const words = row ? plain(row.row, 'link_text').slice(0, 60) : ''
    if (words === '' || usual.test(words)) continue
    const isSet = await db.selectFrom('setting').select('name').where('name', '=', setting).executeTakeFirst()
    if (!isSet) await changeSettings(db, { [setting]: words }, move.now)
  }
}

function columnsOf({ label, address, newWindow, shownTo, position }: Link) {
  return { label, address, new_window: newWindow, shown_to: shownTo, position }
}

async function findLinks(db: Db, ids: readonly number[]): Promise<Map<number, Fields>> {
  const rows = await db
    .selectFrom('menu_link')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map(({ id, label, address, new_window, shown_to, position }) => [
      id,
      { label, address, newWindow: new_window, shownTo: shown_to, position },
    ]),
  )
}
