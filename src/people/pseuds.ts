import { invalid, notFound } from '../errors.ts'
import { readSettings } from '../site/settings.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { sanitizeBrief } from '../text/sanitize.ts'
import { looksLikeHtml, plainToHtml } from '../text/plain-to-html.ts'
import { createPseud, isNameTaken, nameTaken } from './create-account.ts'
import { checkPenName, refuseListed, tidyPenName } from './pen-name.ts'
import type { SessionMember } from './sessions.ts'

const MOST_PSEUDS = 50
const LONGEST_BIO = 50_000

/** All pen names of the member, the default first. Nobody else may learn that they belong together. */
export async function listPseuds(db: Db, member: SessionMember) {
  const rows = await db
    .selectFrom('pseud')
    .where('account_id', '=', member.accountId)
    .select(['id', 'name', 'slug', 'bio_source as bioSource', 'is_default'])
    .orderBy('is_default', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ is_default, ...pseud }) => ({ ...pseud, isDefault: is_default === 1 }))
}

/** Returns its id. Refuses with invalid and conflict under `name`. */
export async function addPseud(db: Db, member: SessionMember, name: string, now: number): Promise<number> {
  const tidyName = tidyPenName(name)
  checkPenName(tidyName)
  refuseListed(tidyName, (await readSettings(db)).wordList)
  if (await isNameTaken(db, tidyName, now)) throw nameTaken()
  return inTransaction(db, async (db) => {
    const { many } = await db
      .selectFrom('pseud')
      .where('account_id', '=', member.accountId)
      .select((eb) => eb.fn.countAll<number>().as('many'))
      .executeTakeFirstOrThrow()
    if (many >= MOST_PSEUDS) throw invalid({ name: `One account has at most ${MOST_PSEUDS} pen names.` })
    return createPseud(db, { accountId: member.accountId, name: tidyName, isDefault: false }, now)
  })
}

/** The name that the member writes under unless they choose another. */
export async function makePseudDefault(db: Db, member: SessionMember, pseudId: number): Promise<void> {
  await inTransaction(db, async (db) => {
    await findOwnPseud(db, member, pseudId)
    await db.updateTable('pseud').set({ is_default: 0 }).where('account_id', '=', member.accountId).execute()
    await db.updateTable('pseud').set({ is_default: 1 }).where('id', '=', pseudId).execute()
  })
}

/** HTML or plain text; the source is kept as it was typed. Refuses with invalid under `bio`. */
export async function changeBio(db: Db, member: SessionMember, pseudId: number, source: string): Promise<void> {
  await findOwnPseud(db, member, pseudId)
  if (source.length > LONGEST_BIO) throw invalid({ bio: `Please use at most ${LONGEST_BIO} characters.` })
  const html = sanitizeBrief(looksLikeHtml(source) ? source : plainToHtml(source))
  await db.updateTable('pseud').set({ bio_source: source, bio_html: html }).where('id', '=', pseudId).execute()
}

async function findOwnPseud(db: Db, member: SessionMember, pseudId: number): Promise<void> {
  const found = await db
    .selectFrom('pseud')
    .where('id', '=', pseudId)
    .where('account_id', '=', member.accountId)
    .select('id')
    .executeTakeFirst()
  if (!found) throw notFound('Pen name')
}
