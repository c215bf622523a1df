import { notFound } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import type { Member } from '../people/viewer.ts'
import { forgetMenu } from '../site/menu.ts'
import { type Db, inTransaction } from '../store/database.ts'
import type { ShownTo } from '../store/tables/rooms.ts'
import { refuseIfAny, tidyTitle } from '../works/check-input.ts'
import { refuseOtherThanAdmins } from './change-archive.ts'

export interface MenuInput {
  label: string
  /** A path of this archive, as /pages/faq, or a whole address. */
  address: string
  newWindow: boolean
  shownTo: ShownTo
  position: number
}

const LONGEST_LABEL = 200
const LONGEST_ADDRESS = 2000
const MOST = 100_000

/** `linkId` null: a new one. */
export async function saveMenuLink(
  db: Db,
  admin: Member,
  { linkId, ...input }: MenuInput & { linkId: number | null },
  now: number,
): Promise<void> {
  refuseOtherThanAdmins(admin)
  const row = checkLink(input)
  await inTransaction(db, async (db) => {
    if (linkId === null) await db.insertInto('menu_link').values(row).execute()
    else {
      const query = db.updateTable('menu_link').set(row).where('id', '=', linkId)
      if (!(await query.returning('id').executeTakeFirst())) throw notFound('Link')
    }
    await recordAct(db, { accountId: admin.accountId, action: 'menu changed', detail: { title: row.label } }, now)
  })
  forgetMenu(db)
}

function checkLink({ label, address, newWindow, shownTo, position }: MenuInput) {
  const words = tidyTitle(label)
  const to = address.trim()
  refuseIfAny(
    words === '' ? { label: 'Please write what the link says.' } : {},
    [...words].length > LONGEST_LABEL ? { label: `Please use at most ${LONGEST_LABEL} characters.` } : {},
    isAddress(to) ? {} : { address: 'Please write a path as /pages/faq, or a whole address as https://example.org.' },
  )
  const place = Number.isInteger(position) ? Math.max(-MOST, Math.min(MOST, position)) : 0
  return { label: words, address: to, new_window: newWindow ? 1 : 0, shown_to: shownTo, position: place }
}

function isAddress(address: string): boolean {
  if (address.length > LONGEST_ADDRESS || /[\s\\]/.test(address)) return false
  if (/^\/(?!\/)/.test(address)) return true
  return /^(?:https?:\/\/|mailto:)./i.test(address) && URL.canParse(address)
}

export async function findMenuLink(db: Db, admin: Member, linkId: number): Promise<MenuInput> {
  refuseOtherThanAdmins(admin)
  const row = await db.selectFrom('menu_link').selectAll().where('id', '=', linkId).executeTakeFirst()
  if (!row) throw notFound('Link')
  const { label, address, new_window, shown_to, position } = row
  return { label, address, newWindow: new_window === 1, shownTo: shown_to, position }
}

export async function deleteMenuLink(db: Db, admin: Member, linkId: number, now: number): Promise<void> {
  const { label } = await findMenuLink(db, admin, linkId)
  await inTransaction(db, async (db) => {
    await db.deleteFrom('menu_link').where('id', '=', linkId).execute()
    await recordAct(db, { accountId: admin.accountId, action: 'menu changed', detail: { deleted: label } }, now)
  })
  forgetMenu(db)
}
