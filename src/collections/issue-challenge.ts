import { notAllowed } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { countAttempt, DOUBLE_CLICK_MS } from '../people/limits.ts'
import type { Member } from '../people/viewer.ts'
import type { Settings } from '../site/settings.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { checkTags, settleTags, type TagChoices } from '../tags/choose-tags.ts'
import { type FormVocabulary, listFormVocabularies } from '../tags/list-form-vocabularies.ts'
import { foldName } from '../text/slug.ts'
import { titleKey } from '../text/sort-key.ts'
import { LONGEST_SUMMARY, LONGEST_TITLE, refuseIfAny, tidyTitle } from '../works/check-input.ts'
import { changedBrief } from '../works/source-to-html.ts'
import { type Challenge, findChallenge } from './find-challenge.ts'
import { canEdit, canIssueChallenge } from './permissions.ts'
import { freely, replaceTags } from './tags-of.ts'

export interface ChallengeInput {
  title: string
  summary: string
  tags: TagChoices
}

const PER_MEMBER = { max: 30, windowSeconds: 60 * 60 }

/** What a challenge is about: fandoms and characters. `chosen` are tags that it has already. */
export async function listChallengeVocabularies(db: Db, chosen: readonly number[]): Promise<FormVocabulary[]> {
  const all = await listFormVocabularies(db, chosen)
  return freely(all.filter(({ role }) => role === 'fandom' || role === 'character'))
}

/** Returns its number. Refuses with invalid under `title`, `summary` and the tags' fields. */
export async function issueChallenge(
  db: Db,
  member: Member,
  { input, settings, now }: { input: ChallengeInput; settings: Settings; now: number },
): Promise<number> {
  if (!canIssueChallenge(member, settings)) throw notAllowed('Members do not issue challenges on this archive.')
  const vocabularies = await listChallengeVocabularies(db, [])
  const row = await check(db, input, vocabularies, [])
  const same = await findSame(db, member, row.title, now)
  if (same !== null) return same
  await countAttempt(db, `challenge account ${member.accountId}`, PER_MEMBER, now)
  return inTransaction(db, async (db) => {
    const times = { posted_at: now, created_at: now, updated_at: now, deleted_at: null }
    const { id } = await db
      .insertInto('challenge')
      .values({ ...row, ...times, pseud_id: member.pseudId, guest_name: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await saveTags(db, id, { vocabularies, input, kept: [] }, now)
    return id
  })
}

/** Refuses with not_found, not_allowed and invalid. */
export async function findChallengeToEdit(db: Db, member: Member, challengeId: number): Promise<Challenge> {
  const challenge = await findChallenge(db, member, challengeId)
  if (!canEdit(member, challenge)) throw notAllowed('Only whoever issued a challenge may change it.')
  return challenge
}

export async function editChallenge(
  db: Db,
  member: Member,
  challengeId: number,
  input: ChallengeInput,
  now: number,
): Promise<void> {
  const challenge = await findChallengeToEdit(db, member, challengeId)
  const kept = await listChosen(db, challengeId)
  const vocabularies = await listChallengeVocabularies(db, kept)
  const row = await check(db, input, vocabularies, kept, challenge)
  await inTransaction(db, async (db) => {
    await db
      .updateTable('challenge')
      .set({ ...row, updated_at: now })
      .where('id', '=', challengeId)
      .execute()
    await saveTags(db, challengeId, { vocabularies, input, kept }, now)
  })
}

/** The works that answered it stay. */
export async function deleteChallenge(db: Db, member: Member, challengeId: number, now: number): Promise<void> {
  const challenge = await findChallengeToEdit(db, member, challengeId)
  await inTransaction(db, async (db) => {
    await db.updateTable('challenge').set({ deleted_at: now }).where('id', '=', challenge.id).execute()
    if (challenge.accountId === member.accountId) return
    const act = { accountId: member.accountId, action: 'challenge deleted', detail: { title: challenge.title } }
    await recordAct(db, { ...act, subject: { kind: 'challenge', id: challenge.id } }, now)
  })
}

export async function listChosen(db: Db, challengeId: number): Promise<number[]> {
  const rows = await db.selectFrom('challenge_tag').where('challenge_id', '=', challengeId).select('tag_id').execute()
  return rows.map((row) => row.tag_id)
}

async function check(
  db: Db,
  input: ChallengeInput,
  vocabularies: readonly FormVocabulary[],
  kept: readonly number[],
  before?: Challenge,
) {
  const title = tidyTitle(input.title)
  refuseIfAny(mistakesIn(title, input.summary), await checkTags(db, vocabularies, input.tags, kept))
  const summary = changedBrief(before?.summarySource ?? '', input.summary)
  return {
    title,
    sort_title: titleKey(title, 'en').slice(0, 300),
    ...(summary && { summary_source: summary.source, summary_html: summary.html }),
  }
}

function mistakesIn(title: string, summary: string): Record<string, string> {
  const errors: Record<string, string> = {}
  if (foldName(title) === '') errors.title = 'Please give the challenge a title.'
  else if ([...title].length > LONGEST_TITLE) errors.title = `A title has at most ${LONGEST_TITLE} characters.`
  if (summary.length > LONGEST_SUMMARY) errors.summary = `At most ${LONGEST_SUMMARY} characters, please.`
  return errors
}

/** A double click sends the form twice. */
async function findSame(db: Db, member: Member, title: string, now: number): Promise<number | null> {
  const row = await db
    .selectFrom('challenge')
    .where('pseud_id', '=', member.pseudId)
    .where('title', '=', title)
    .where('deleted_at', 'is', null)
    .where('created_at', '>', now - DOUBLE_CLICK_MS)
    .select('id')
    .executeTakeFirst()
  return row?.id ?? null
}

interface Tags {
  vocabularies: readonly FormVocabulary[]
  input: ChallengeInput
  kept: readonly number[]
}

/** Tags of other vocabularies, as an old site may have brought along, stay. */
async function saveTags(db: Db, id: number, { vocabularies, input, kept }: Tags, now: number): Promise<void> {
  const settled = await settleTags(db, { vocabularies, choices: input.tags, kept }, now)
  const offered = new Set(vocabularies.map((vocabulary) => vocabulary.id))
  const others =
    kept.length === 0
      ? []
      : await db
          .selectFrom('tag')
          .where('id', 'in', [...kept])
          .select(['id', 'vocabulary_id'])
          .execute()
  const left = others.filter((tag) => !offered.has(tag.vocabulary_id)).map((tag) => tag.id)
  await replaceTags(db, { kind: 'challenge', id }, [...settled.flatMap(({ tagIds }) => tagIds), ...left])
}
