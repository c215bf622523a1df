import { notAllowed, notFound } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { countAttempt, DOUBLE_CLICK_MS } from '../people/limits.ts'
import { isModerator, type Member } from '../people/viewer.ts'
import type { Settings } from '../site/settings.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { checkTags, settleTags, type TagChoices } from '../tags/choose-tags.ts'
import { type FormVocabulary, listFormVocabularies } from '../tags/list-form-vocabularies.ts'
import { foldName } from '../text/slug.ts'
import { titleKey } from '../text/sort-key.ts'
import { LONGEST_NOTES, LONGEST_SUMMARY, LONGEST_TITLE, refuseIfAny, tidyTitle } from '../works/check-input.ts'
import { changedBrief } from '../works/source-to-html.ts'
import { findRecommendation, type Recommendation } from './find-recommendation.ts'
import { canEdit, canRecommend } from './permissions.ts'
import { freely, replaceTags } from './tags-of.ts'

export interface RecommendationInput {
  title: string
  authorName: string
  url: string
  summary: string
  notes: string
  isComplete: boolean
  tags: TagChoices
}

const LONGEST_URL = 2000
const PER_MEMBER = { max: 60, windowSeconds: 60 * 60 }

/** `chosen` are tags that it has already. */
export async function listRecommendationVocabularies(db: Db, chosen: readonly number[]): Promise<FormVocabulary[]> {
  return freely(await listFormVocabularies(db, chosen))
}

/** Only what a browser may open without harm; null for anything else. */
export function webAddress(text: string): string | null {
  const url = URL.parse(text.trim())
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null
  // A name and a password in an address are there to mislead.
  if (url.username !== '' || url.password !== '' || url.href.length > LONGEST_URL) return null
  return url.href
}

/** Returns its number. Refuses with invalid per field. */
export async function recommend(
  db: Db,
  member: Member,
  { input, settings, now }: { input: RecommendationInput; settings: Settings; now: number },
): Promise<number> {
  if (!canRecommend(member, settings)) throw notAllowed('Members do not recommend works on this archive.')
  const vocabularies = await listRecommendationVocabularies(db, [])
  const row = await check(db, input, { vocabularies, kept: [] })
  const same = await findSame(db, member, row.url, now)
  if (same !== null) return same
  await countAttempt(db, `recommendation account ${member.accountId}`, PER_MEMBER, now)
  return inTransaction(db, async (db) => {
    const nothing = { featured_at: null, held_at: null, deleted_at: null, rating_id: null, guest_name: null }
    const { id } = await db
      .insertInto('recommendation')
      .values({ ...row, ...nothing, pseud_id: member.pseudId, posted_at: now, created_at: now, updated_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await saveTags(db, id, { vocabularies, input, kept: [] }, now)
    return id
  })
}

/** Refuses with not_found and not_allowed. */
export async function findRecommendationToEdit(db: Db, member: Member, id: number): Promise<Recommendation> {
  const found = await findRecommendation(db, member, id)
  if (!canEdit(member, found)) throw notAllowed('Only whoever recommended it may change that.')
  return found
}

export async function editRecommendation(
  db: Db,
  member: Member,
  id: number,
  input: RecommendationInput,
  now: number,
): Promise<void> {
  const before = await findRecommendationToEdit(db, member, id)
  const kept = await listRecommendationTagIds(db, id)
  const vocabularies = await listRecommendationVocabularies(db, kept)
  const row = await check(db, input, { vocabularies, kept, before })
  await inTransaction(db, async (db) => {
    await db
      .updateTable('recommendation')
      .set({ ...row, updated_at: now })
      .where('id', '=', id)
      .execute()
    await saveTags(db, id, { vocabularies, input, kept }, now)
  })
}

export async function deleteRecommendation(db: Db, member: Member, id: number, now: number): Promise<void> {
  const found = await findRecommendationToEdit(db, member, id)
  await inTransaction(db, async (db) => {
    await db.updateTable('recommendation').set({ deleted_at: now }).where('id', '=', id).execute()
    if (found.accountId === member.accountId) return
    const act = { accountId: member.accountId, action: 'recommendation deleted', detail: { title: found.title } }
    await recordAct(db, { ...act, subject: { kind: 'recommendation', id } }, now)
  })
}

/** A moderator's word for one that waits. */
export async function approveRecommendation(db: Db, member: Member, id: number, now: number): Promise<void> {
  if (!isModerator(member)) throw notFound('Recommendation')
  const found = await findRecommendation(db, member, id)
  if (!found.isHeld) return
  await db.updateTable('recommendation').set({ held_at: null, updated_at: now }).where('id', '=', id).execute()
}

export async function listRecommendationTagIds(db: Db, id: number): Promise<number[]> {
  const rows = await db.selectFrom('recommendation_tag').where('recommendation_id', '=', id).select('tag_id').execute()
  const { rating_id } = await db
    .selectFrom('recommendation')
    .where('id', '=', id)
    .select('rating_id')
    .executeTakeFirstOrThrow()
  return [...rows.map((row) => row.tag_id), ...(rating_id === null ? [] : [rating_id])]
}

interface Checking {
  vocabularies: readonly FormVocabulary[]
  kept: readonly number[]
  before?: Recommendation
}

async function check(db: Db, input: RecommendationInput, { vocabularies, kept, before }: Checking) {
  const [title, authorName, url] = [tidyTitle(input.title), tidyTitle(input.authorName), webAddress(input.url)]
  refuseIfAny(mistakesIn({ ...input, title, authorName }, url), await checkTags(db, vocabularies, input.tags, kept))
  const summary = changedBrief(before?.summarySource ?? '', input.summary)
  const notes = changedBrief(before?.notesSource ?? '', input.notes)
  return {
    title,
    sort_title: titleKey(title, 'en').slice(0, 300),
    author_name: authorName,
    url: url!,
    complete: input.isComplete ? 1 : 0,
    ...(summary && { summary_source: summary.source, summary_html: summary.html }),
    ...(notes && { notes_source: notes.source, notes_html: notes.html }),
  }
}

function mistakesIn(input: RecommendationInput, url: string | null): Record<string, string> {
  const errors: Record<string, string> = {}
  if (foldName(input.title) === '') errors.title = 'Please name the work.'
  else if ([...input.title].length > LONGEST_TITLE) errors.title = `A title has at most ${LONGEST_TITLE} characters.`
  if ([...input.authorName].length > LONGEST_TITLE) errors.author = `At most ${LONGEST_TITLE} characters, please.`
  if (url === null) errors.url = 'Please give the whole address, as in https://stories.example/1.'
  if (input.summary.length > LONGEST_SUMMARY) errors.summary = `At most ${LONGEST_SUMMARY} characters, please.`
  if (input.notes.length > LONGEST_NOTES) errors.notes = `At most ${LONGEST_NOTES} characters, please.`
  return errors
}

/** A double click sends the form twice. */
async function findSame(db: Db, member: Member, url: string, now: number): Promise<number | null> {
  const row = await db
    .selectFrom('recommendation')
    .where('pseud_id', '=', member.pseudId)
    .where('url', '=', url)
    .where('deleted_at', 'is', null)
    .where('created_at', '>', now - DOUBLE_CLICK_MS)
    .select('id')
    .executeTakeFirst()
  return row?.id ?? null
}

interface Tags {
  vocabularies: readonly FormVocabulary[]
  input: RecommendationInput
  kept: readonly number[]
}

async function saveTags(db: Db, id: number, { vocabularies, input, kept }: Tags, now: number): Promise<void> {
  const settled = await settleTags(db, { vocabularies, choices: input.tags, kept }, now)
  const ratings = settled.filter(({ vocabulary }) => vocabulary.role === 'rating').flatMap(({ tagIds }) => tagIds)
  const others = settled.filter(({ vocabulary }) => vocabulary.role !== 'rating').flatMap(({ tagIds }) => tagIds)
  await replaceTags(db, { kind: 'recommendation', id }, others)
  if (!vocabularies.some(({ role }) => role === 'rating')) return
  await db
    .updateTable('recommendation')
    .set({ rating_id: ratings[0] ?? null })
    .where('id', '=', id)
    .execute()
}
