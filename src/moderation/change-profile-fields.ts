import { notFound } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import type { ProfileKind } from '../store/tables/rooms.ts'
import { slugOf } from '../text/slug.ts'
import { refuseIfAny, tidyTitle } from '../works/check-input.ts'
import { refuseOtherThanAdmins } from './change-archive.ts'

export interface FieldInput {
  kind: ProfileKind
  title: string
  /** Of a select: one choice a line. */
  options: string
  /** Of an id_url. */
  addressPattern: string
  isOn: boolean
  position: number
}

const LONGEST = 200
const MOST_OPTIONS = 200
const MOST = 100_000

/** `fieldId` null: a new one. A field that is off keeps what members wrote in it. */
export async function saveProfileField(
  db: Db,
  admin: Member,
  { fieldId, ...input }: FieldInput & { fieldId: number | null },
  now: number,
): Promise<void> {
  refuseOtherThanAdmins(admin)
  const row = checkField(input)
  await inTransaction(db, async (db) => {
    if (fieldId === null) {
      const name = slugOf(row.title, 'field')
      await db
        .insertInto('profile_field')
        .values({ ...row, name })
        .execute()
    } else {
      const query = db.updateTable('profile_field').set(row).where('id', '=', fieldId)
      if (!(await query.returning('id').executeTakeFirst())) throw notFound('Field')
    }
    await recordAct(
      db,
      { accountId: admin.accountId, action: 'profile field changed', detail: { title: row.title } },
      now,
    )
  })
}

function checkField({ kind, title, options, addressPattern, isOn, position }: FieldInput) {
  const words = tidyTitle(title)
  const choices = options.split('\n').map(tidyTitle).filter(Boolean)
  const pattern = addressPattern.trim()
  refuseIfAny(
    words === '' ? { title: 'Please write what the field is called.' } : {},
    [...words].length > LONGEST ? { title: `Please use at most ${LONGEST} characters.` } : {},
    kind === 'select' && choices.length < 2
      ? { options: 'Please offer at least two choices, each on a line of its own.' }
      : {},
    choices.length > MOST_OPTIONS || choices.some((choice) => choice.length > LONGEST)
      ? { options: `At most ${MOST_OPTIONS} choices of ${LONGEST} characters.` }
      : {},
    kind === 'id_url' && !isPattern(pattern)
      ? { addressPattern: 'Please write an address with {info} in it, as https://example.org/{info}.' }
      : {},
  )
  return {
    kind,
    title: words,
    options: JSON.stringify(kind === 'select' ? choices : []),
    address_pattern: kind === 'id_url' ? pattern : '',
    is_on: isOn ? 1 : 0,
    position: Number.isInteger(position) ? Math.max(-MOST, Math.min(MOST, position)) : 0,
  }
}

function isPattern(pattern: string): boolean {
  return pattern.length <= 500 && /^https?:\/\/\S+$/i.test(pattern) && pattern.includes('{info}')
}

export async function listProfileFields(db: Db, admin: Member) {
  refuseOtherThanAdmins(admin)
  return db
    .selectFrom('profile_field')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('profile_value')
        .whereRef('field_id', '=', 'profile_field.id')
        .select(eb.fn.countAll<number>().as('n'))
        .as('inUse'),
    )
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export async function findProfileField(db: Db, admin: Member, fieldId: number) {
  const found = (await listProfileFields(db, admin)).find(({ id }) => id === fieldId)
  if (!found) throw notFound('Field')
  return found
}

/** With everything that members wrote in it. */
export async function deleteProfileField(db: Db, admin: Member, fieldId: number, now: number): Promise<void> {
  const { title, inUse } = await findProfileField(db, admin, fieldId)
  await inTransaction(db, async (db) => {
    await db.deleteFrom('profile_field').where('id', '=', fieldId).execute()
    await recordAct(
      db,
      { accountId: admin.accountId, action: 'profile field deleted', detail: { title, inUse: Number(inUse) } },
      now,
    )
  })
}
