import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { sql } from 'kysely'
import { forgetKnownTags } from '../../tags/known-tags.ts'
import { findVocabularyToEdit } from './find-vocabulary-to-edit.ts'

/** One place up or down; at the end of the list it stays where it is. */
export async function moveVocabulary(
  db: Db,
  admin: Member,
  { vocabularyId, to }: { vocabularyId: number; to: 'up' | 'down' },
  now: number,
): Promise<void> {
  const { name } = await findVocabularyToEdit(db, admin, vocabularyId)
  await inTransaction(db, async (db) => {
    const rows = await db.selectFrom('vocabulary').select('id').orderBy('position').orderBy('id').execute()
    const ids = rows.map((row) => row.id)
    const at = ids.indexOf(vocabularyId)
    const other = to === 'up' ? at - 1 : at + 1
    if (at < 0 || other < 0 || other >= ids.length) return
    ;[ids[at], ids[other]] = [ids[other]!, ids[at]!]
    const places = sql.join(
      ids.map((id, index) => sql`when ${id} then cast(${index + 1} as integer)`),
      sql` `,
    )
    await sql`update vocabulary set position = case id ${places} else position end`.execute(db)
    const subject = { kind: 'vocabulary', id: vocabularyId }
    await recordAct(db, { accountId: admin.accountId, action: 'vocabulary moved', subject, detail: { name, to } }, now)
  })
  forgetKnownTags()
}
