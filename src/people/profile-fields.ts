import { invalid, notFound } from '../errors.ts'
import { type Db, inTransaction } from '../store/database.ts'
import type { ProfileKind } from '../store/tables/rooms.ts'
import { cleanText } from '../text/well-formed.ts'
import type { SessionMember } from './sessions.ts'

export interface ProfileField {
  id: number
  kind: ProfileKind
  name: string
  title: string
  /** Of a select. */
  options: string[]
  /** Of an id_url, with `{info}` where the id goes. */
  addressPattern: string
  isOn: boolean
  /** What stands in it; empty for nothing. */
  value: string
}

const LONGEST_VALUE = 500

/** All fields with the values of this pseud; null: nobody's. */
export async function listProfile(db: Db, pseudId: number | null): Promise<ProfileField[]> {
  const rows = await db
    .selectFrom('profile_field')
    .leftJoin('profile_value', (join) =>
      join.onRef('profile_value.field_id', '=', 'profile_field.id').on('profile_value.pseud_id', '=', pseudId ?? 0),
    )
    .select([
      'profile_field.id',
      'kind',
      'name',
      'title',
      'options',
      'address_pattern as addressPattern',
      'is_on',
      'profile_value.value',
    ])
    .orderBy('profile_field.position')
    .orderBy('profile_field.id')
    .execute()
  return rows.map(({ options, is_on, value, ...field }) => ({
    ...field,
    options: JSON.parse(options) as string[],
    isOn: is_on === 1,
    value: value ?? '',
  }))
}

/** Where a value leads; null: nowhere, it is only text. */
export function addressOfValue({ kind, value, addressPattern }: Omit<ProfileField, 'id'>): string | null {
  const address = kind === 'url' ? value : kind === 'id_url' ? filled(addressPattern, value) : ''
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `http://${address}`
  if (address === '' || /\s/.test(address) || !/^https?:\/\/[^/]*\.[^/]/i.test(whole)) return null
  return URL.canParse(whole) ? whole : null
}

function filled(pattern: string, value: string): string {
  return pattern.includes('{info}') ? pattern.replaceAll('{info}', encodeURIComponent(value)) : ''
}

/** A form's values by field id; a field that is not named keeps its value. Refuses under `field-<id>`. */
export async function saveProfile(
  db: Db,
  member: SessionMember,
  pseudId: number,
  values: ReadonlyMap<number, string>,
): Promise<void> {
  const own = await db
    .selectFrom('pseud')
    .where('id', '=', pseudId)
    .where('account_id', '=', member.accountId)
    .select('id')
    .executeTakeFirst()
  if (!own) throw notFound('Pen name')
  const fields = (await listProfile(db, pseudId)).filter(({ id, isOn }) => isOn && values.has(id))
  const tidy = new Map(fields.map((field) => [field.id, cleanText(values.get(field.id)!).replace(/\s+/gu, ' ').trim()]))
  const errors = Object.fromEntries(fields.flatMap((field) => mistakeIn(field, tidy.get(field.id)!)))
  if (Object.keys(errors).length > 0) throw invalid(errors)
  const changed = fields.filter(({ id, value }) => tidy.get(id) !== value)
  await inTransaction(db, async (db) => {
    for (const { id } of changed) await saveValue(db, pseudId, id, tidy.get(id)!)
  })
}

async function saveValue(db: Db, pseudId: number, fieldId: number, value: string): Promise<void> {
  if (value === '') {
    await db.deleteFrom('profile_value').where('pseud_id', '=', pseudId).where('field_id', '=', fieldId).execute()
    return
  }
  await db
    .insertInto('profile_value')
    .values({ pseud_id: pseudId, field_id: fieldId, value })
    .onConflict((conflict) => conflict.columns(['pseud_id', 'field_id']).doUpdateSet({ value }))
    .execute()
}

/** What stands there from before may stay, whatever it is. */
function mistakeIn(field: ProfileField, value: string): [string, string][] {
  const name = `field-${field.id}`
  if (value === '' || value === field.value) return []
  if ([...value].length > LONGEST_VALUE) return [[name, `Please use at most ${LONGEST_VALUE} characters.`]]
  if (field.kind === 'url' && addressOfValue({ ...field, value }) === null)
    return [[name, 'Please write a web address, as https://example.org.']]
  if (field.kind === 'select' && !field.options.includes(value)) return [[name, 'Please choose one of the answers.']]
  return []
}

/** Yes/no values came in the words of the old site's language; these mean no. */
const NO = /^(?:no|none|non|nein|nee|nej|ne|nie|nem|não|nao|нет|hayır|ei|0|false)$/i

export function meansYes(value: string): boolean {
  return value.trim() !== '' && !NO.test(value.trim())
}

/** The field by which members offer to read before others; null: the archive has none. */
export async function findBetaField(db: Db): Promise<{ id: number; title: string } | null> {
  const rows = await db
    .selectFrom('profile_field')
    .where('kind', '=', 'yes_no')
    .where('is_on', '=', 1)
    .select(['id', 'name', 'title'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.find(({ name }) => /^beta[-_ ]?reader/i.test(name)) ?? null
}

/** Pseuds who said yes in this field, by name. */
export async function listPseudsWith(db: Db, fieldId: number) {
  const rows = await db
    .selectFrom('profile_value')
    .innerJoin('pseud', 'pseud.id', 'profile_value.pseud_id')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .where('field_id', '=', fieldId)
    .where('account.state', '=', 'active')
    .select(['pseud.name', 'pseud.slug', 'value'])
    .orderBy('pseud.sort_name')
    .orderBy('pseud.id')
    .execute()
  return rows.filter(({ value }) => meansYes(value))
}
