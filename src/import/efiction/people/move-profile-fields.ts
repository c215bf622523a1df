import type { Db } from '../../../store/database.ts'
import { inTransaction } from '../../../store/database.ts'
import type { ProfileKind } from '../../../store/tables/rooms.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { plain, plainOf } from '../text/to-text.ts'
import { placeOf } from '../works/sortable.ts'
import type { Fields } from '../written.ts'

interface Field {
  kind: ProfileKind
  name: string
  title: string
  /** As JSON. */
  options: string
  pattern: string
  code: string
  isOn: number
  position: number
}

const KINDS: Readonly<Record<number, ProfileKind>> = { 1: 'url', 2: 'select', 3: 'yes_no', 4: 'id_url', 6: 'text' }
const LONGEST_VALUE = 2000

/** The fields that the old site asked its members for, and what they wrote. Needs the members. */
export async function moveProfileFields(move: Move): Promise<void> {
  await moveRows<ReadonlyMap<string, Field>>(move, {
    table: 'authorfields',
    legacy: 'profile_field',
    phase: 'people',
    order: ['field_id'],
    prepare: async (rows) => new Map(rows.map((old) => [old.id, toField(move, old)])),
    write: async (db, rows, fields) => {
      const columns = rows.map(({ id }) => columnsOf(fields.get(id)!))
      const ids = await insertAll(db, 'profile_field', columns)
      return new Map(rows.map(({ id }, index) => [id, ids[index]!]))
    },
    amend: {
      drafted: ({ id }, fields) => ({ ...fields.get(id)! }),
      present: findFields,
      change: async (db, amendments, fields) => {
        for (const { id, old, fields: changed } of amendments) {
          const { pattern, isOn, ...rest } = fields.get(old.id)!
          const all = { ...rest, address_pattern: pattern, is_on: isOn }
          const names: Record<string, string> = { address_pattern: 'pattern', is_on: 'isOn' }
          const columns = Object.entries(all).filter(([column]) => (names[column] ?? column) in changed)
          await db.updateTable('profile_field').set(Object.fromEntries(columns)).where('id', '=', id).execute()
        }
      },
    },
  })
  await moveValues(move)
  await moveColumns(move)
}

function toField(move: Move, { id, row }: OldRow): Field {
  const type = row.integer('field_type')
  const name = plain(row, 'field_name') || `field-${id}`
  const code = [row.text('field_code_in'), row.text('field_code_out')].map((text) => text.trim()).filter(Boolean)
  const options = row.text('field_options')
  if (type === 5)
    move.ledger.remark(
      'authorfields',
      id,
      `"${name}" was made by program text, which never runs; it is a plain text now`,
    )
  else if (!KINDS[type])
    move.ledger.remark('authorfields', id, `"${name}" is of kind ${type}, which nobody knows; it is a plain text now`)
  return {
    kind: KINDS[type] ?? 'text',
    name,
    title: plain(row, 'field_title') || name,
    options: JSON.stringify(
      type === 2
        ? options
            .split('|#|')
            .map((option) => plainOf(option, row.reading))
            .filter(Boolean)
        : [],
    ),
    pattern: type === 4 ? plainOf(options, row.reading) : '',
    code: (type === 5 ? [...code, options.trim()] : code).filter(Boolean).join('\n\n'),
    isOn: row.has('field_on') && !row.flag('field_on') ? 0 : 1,
    position: placeOf(row.integer('field_id')),
  }
}

function columnsOf({ pattern, isOn, ...field }: Field) {
  return { ...field, address_pattern: pattern, is_on: isOn }
}

async function findFields(db: Db, ids: readonly number[]): Promise<Map<number, Fields>> {
  const rows = await db
    .selectFrom('profile_field')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map(({ id, address_pattern, is_on, ...row }) => [id, { ...row, pattern: address_pattern, isOn: is_on }]),
  )
}

async function moveValues(move: Move): Promise<void> {
  await moveRows<ReadonlyMap<string, string>>(move, {
    table: 'authorinfo',
    legacy: 'profile_value',
    phase: 'people',
    order: ['uid', 'field'],
    key: ['uid', 'field'],
    prepare: async (rows) => new Map(rows.map(({ id, row }) => [id, valueOf(row)])),
    write: (db, rows, values) => writeValues(move, db, rows, values),
    amend: {
      drafted: ({ id }, values) => ({ value: values.get(id)! }),
      present: async (db, ids) => {
        const rows = await db
          .selectFrom('profile_value')
          .select(['id', 'value'])
          .where('id', 'in', [...ids])
          .execute()
        return new Map(rows.map(({ id, value }) => [id, { value }]))
      },
      change: async (db, amendments, values) => {
        for (const { id, old } of amendments)
          await db
            .updateTable('profile_value')
            .set({ value: values.get(old.id)! })
            .where('id', '=', id)
            .execute()
      },
    },
  })
}

function valueOf(row: Row): string {
  return plain(row, 'info').slice(0, LONGEST_VALUE).toWellFormed()
}

async function writeValues(move: Move, db: Db, rows: readonly OldRow[], values: ReadonlyMap<string, string>) {
  const numbers = (column: string) => rows.map(({ row }) => row.integer(column)).filter((number) => number > 0)
  const pseuds = await move.legacy.find(db, 'member', numbers('uid'))
  const fields = await move.legacy.find(db, 'profile_field', numbers('field'))
  const known = rows.flatMap((old) => {
    const [uid, field] = [old.row.integer('uid'), old.row.integer('field')]
    const pseudId = pseuds.get(String(uid))
    const fieldId = fields.get(String(field))
    if (pseudId !== undefined && fieldId !== undefined && values.get(old.id) !== '') return [{ old, pseudId, fieldId }]
    const lost = pseudId === undefined ? `member ${uid}` : fieldId === undefined ? `field ${field}` : null
    const why = lost === null ? 'it is empty' : `${lost} does not exist`
    move.ledger.except('authorinfo', old.id, lost === null ? 'dropped' : 'kept aside', why)
    return []
  })
  const ids = await insertAll(
    db,
    'profile_value',
    known.map(({ old, pseudId, fieldId }) => ({ pseud_id: pseudId, field_id: fieldId, value: values.get(old.id)! })),
  )
  return new Map(known.map(({ old }, index) => [old.id, ids[index]!]))
}

/** Older versions, and sites with the members of a forum, kept these beside the names. */
const COLUMNS = [
  ['website', 'url', 'Web site'],
  ['AOL', 'text', 'AIM'],
  ['ICQ', 'text', 'ICQ'],
  ['MSN', 'text', 'MSN'],
  ['Yahoo', 'text', 'Yahoo'],
  ['betareader', 'yes_no', 'Beta reader'],
] as const
const BATCH = 200

/** What a member has written in a field of that name counts; the column fills what is empty. Safe to repeat. */
async function moveColumns(move: Move): Promise<void> {
  const table = move.site.table('authors')
  for (const [wanted, kind, title] of COLUMNS) {
    const column = [...(move.spool.tables.get(table)?.columns ?? [])].find(
      (name) => name.toLowerCase() === wanted.toLowerCase(),
    )
    if (column === undefined) continue
    let found: { uid: number; value: string }[] = []
    for (const row of move.spool.rows(table, ['uid'])) {
      const value = columnValue(row, column, kind)
      if (value !== '') found.push({ uid: row.integer('uid'), value })
    }
    while (found.length > 0) {
      const batch = found.slice(0, BATCH)
      found = found.slice(BATCH)
      await inTransaction(move.db, (db) => fillColumn(move, db, { name: wanted, kind, title }, batch))
      await move.goOn()
    }
  }
}

function columnValue(row: Row, column: string, kind: ProfileKind): string {
  const value = plain(row, column).slice(0, LONGEST_VALUE).toWellFormed()
  if (kind === 'url') return /^https?:\/\/$/i.test(value) ? '' : value
  if (kind === 'yes_no') return value === '1' ? 'Yes' : value === '0' ? '' : value
  return value === '0' ? '' : value
}

async function fillColumn(
  move: Move,
  db: Db,
  { name, kind, title }: { name: string; kind: ProfileKind; title: string },
  found: readonly { uid: number; value: string }[],
): Promise<void> {
  const keys = found.map(({ uid }) => `${uid}/${name}`)
  const known = await move.legacy.find(db, 'profile_value', keys)
  const pseuds = await move.legacy.find(
    db,
    'member',
    found.map(({ uid }) => uid),
  )
  const fieldId = await fieldNamed(db, { name, kind, title })
  const fresh = found.flatMap(({ uid, value }) => {
    const pseudId = pseuds.get(String(uid))
    return pseudId === undefined || known.has(`${uid}/${name}`) ? [] : [{ uid, pseudId, value }]
  })
  const present = await valuesOf(
    db,
    fieldId,
    fresh.map(({ pseudId }) => pseudId),
  )
  for (const { uid, pseudId, value } of fresh) {
    const row = { pseud_id: pseudId, field_id: fieldId, value }
    const added = await db
      .insertInto('profile_value')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added && !isSame(present.get(pseudId) ?? value, value)) {
      const why = `has another ${name} beside the name than in the profile, where it counts: ${value}`
      move.ledger.remark('authors', String(uid), why)
    }
    const oldId = `${uid}/${name}`
    await move.legacy.record(db, 'profile_value', [{ oldId, newId: added?.id ?? 0, fingerprint: null }])
  }
}

async function valuesOf(db: Db, fieldId: number, pseuds: readonly number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('profile_value')
    .select(['pseud_id', 'value'])
    .where('field_id', '=', fieldId)
    .where('pseud_id', 'in', [0, ...pseuds])
    .execute()
  return new Map(rows.map((row) => [row.pseud_id, row.value]))
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((value) =>
    value
      .replace(/^https?:\/\//i, '')
      .replace(/\/+$/, '')
      .toLowerCase(),
  )
  return a === b
}

async function fieldNamed(db: Db, field: { name: string; kind: ProfileKind; title: string }): Promise<number> {
  const rows = await db.selectFrom('profile_field').select(['id', 'name']).orderBy('id').execute()
  const found = rows.find(({ name }) => name.toLowerCase() === field.name.toLowerCase())
  if (found) return found.id
  const [id] = await insertAll(db, 'profile_field', [{ ...field, position: rows.length + 1 }])
  return id!
}
