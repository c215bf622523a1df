// What waits in the queue, told to those of the moderators who want to know.
import { isEmail } from '../people/email.ts'
import { parsePreferences } from '../people/preferences.ts'
import type { Db } from '../store/database.ts'
import type { Mail } from './mail.ts'

interface Happened {
  kind: string
  subject_id: number
}

interface Sender {
  archive: string
  /** The whole address of a work; null: nobody has told the archive its address yet. */
  linkTo: (workId: number) => string | null
}

/** One mail to each moderator for each work that waits; those who look after some fandoms hear of works in these. */
export async function writeSubmissions(db: Db, events: readonly Happened[], sender: Sender): Promise<Mail[]> {
  const held = (wanted: string) => events.filter(({ kind }) => kind === wanted).map((event) => event.subject_id)
  const [works, chapters] = [held('work_held'), held('chapter_held')]
  if (works.length === 0 && chapters.length === 0) return []
  const waiting = await listWaiting(db, works, chapters)
  if (waiting.length === 0) return []
  const moderators = await listModerators(db)
  const fandoms = await listFandoms(
    db,
    waiting.map(({ id }) => id),
  )
  return waiting.flatMap((work) =>
    moderators
      .filter(({ scope }) => scope.length === 0 || scope.some((tagId) => fandoms.get(work.id)?.has(tagId)))
      .map((moderator) => submissionMail(moderator, work, sender)),
  )
}

interface WaitingWork {
  id: number
  title: string
}

/** What was approved or taken back meanwhile waits no more. */
async function listWaiting(db: Db, works: readonly number[], chapters: readonly number[]): Promise<WaitingWork[]> {
  return db
    .selectFrom('work')
    .where('work.deleted_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('work.id', 'in', [...works, 0]), eb('work.held_at', 'is not', null)]),
        eb.exists(
          eb
            .selectFrom('chapter')
            .whereRef('chapter.work_id', '=', 'work.id')
            .where('chapter.id', 'in', [...chapters, 0])
            .where('chapter.held_at', 'is not', null)
            .select('chapter.id'),
        ),
      ]),
    )
    .select(['work.id', 'work.title'])
    .orderBy('work.id')
    .execute()
}

async function listModerators(db: Db) {
  const rows = await db
    .selectFrom('account')
    .innerJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'account.id').on('pseud.is_default', '=', 1))
    .where('account.role', '!=', 'member')
    .where('account.state', '=', 'active')
    .select(['account.id', 'account.email', 'account.preferences', 'account.role', 'pseud.name'])
    .orderBy('account.id')
    .execute()
  const scopes = await db.selectFrom('moderator_scope').selectAll().execute()
  return rows.flatMap(({ id, email, preferences, role, name }) => {
    if (email === null || !isEmail(email) || !parsePreferences(preferences).mailAboutSubmissions) return []
    const scope = role === 'moderator' ? scopes.filter((each) => each.account_id === id).map((each) => each.tag_id) : []
    return [{ email, name, scope }]
  })
}

async function listFandoms(db: Db, workIds: readonly number[]): Promise<Map<number, Set<number>>> {
  const rows = await db
    .selectFrom('work_tag')
    .where('work_id', 'in', [...workIds])
    .select(['work_id', 'tag_id'])
    .execute()
  const tags = new Map(workIds.map((id) => [id, new Set<number>()]))
  for (const { work_id, tag_id } of rows) tags.get(work_id)!.add(tag_id)
  return tags
}

function submissionMail(
  { email, name }: { email: string; name: string },
  { id, title }: WaitingWork,
  { archive, linkTo }: Sender,
): Mail {
  const link = linkTo(id)
  const read = link === null ? '' : `\n\nTo read it:\n${link}`
  const end = 'If you want no more mails like this, say so on your account’s page.'
  const text = `Hello ${name},\n\n“${title}” waits for a moderator.${read}\n\n${end}\n\n-- \n${archive}\n`
  return { to: email, subject: `“${title}” waits for a moderator`, text }
}
