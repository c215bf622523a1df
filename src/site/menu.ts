// The archive's own links. Every page shows them, so they are kept in memory for two seconds, as the settings are.
import type { Db } from '../store/database.ts'
import type { ShownTo } from '../store/tables/rooms.ts'

export interface MenuLink {
  id: number
  label: string
  address: string
  newWindow: boolean
  shownTo: ShownTo
}

const KEPT_MS = 2000
const kept = new WeakMap<object, { links: readonly MenuLink[]; readAt: number }>()

/** All links in their order, for whomever they are; `linksFor` chooses. */
export async function readMenu(db: Db): Promise<readonly MenuLink[]> {
  const found = kept.get(db)
  if (found && Date.now() - found.readAt < KEPT_MS) return found.links
  const links = await listMenuLinks(db)
  kept.set(db, { links, readAt: Date.now() })
  return links
}

export async function listMenuLinks(db: Db): Promise<MenuLink[]> {
  const rows = await db
    .selectFrom('menu_link')
    .select(['id', 'label', 'address', 'new_window', 'shown_to as shownTo'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ new_window, ...link }) => ({ ...link, newWindow: new_window === 1 }))
}

/** After a change. */
export function forgetMenu(db: Db): void {
  kept.delete(db)
}

/** A rank of viewers: 0 guests, 1 members, 2 moderators. */
const RANKS: Record<ShownTo, number> = { everybody: 0, members: 1, moderators: 2 }

export function linksFor(links: readonly MenuLink[], rank: number): MenuLink[] {
  return links.filter(({ shownTo }) => RANKS[shownTo] <= rank)
}
