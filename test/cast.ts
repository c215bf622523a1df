// The standing cast: Ada writes (two pen names), Bea writes with her, Rui reads, Mo moderates, Olga owns the archive.
import { DEFAULT_PREFERENCES } from '../src/people/preferences.ts'
import type { Member } from '../src/people/viewer.ts'
import type { Db } from '../src/store/database.ts'
import type { Role } from '../src/store/tables/people.ts'
import { foldTag } from '../src/text/slug.ts'
import { refreshWorks } from '../src/works/refresh-work.ts'

export const NOON = Date.UTC(2026, 0, 15, 12)
export const DAY = 24 * 60 * 60 * 1000

export interface Cast {
  ada: Member
  /** Ada's other pen name. */
  adaAsWren: { pseudId: number; slug: string }
  bea: Member
  rui: Member
  mo: Member
  olga: Member
  ratings: { general: number; mature: number; explicit: number; members: number }
  fandom: { books: number; holmes: number }
  character: { watson: number }
}

/** Nobody in it has a password; log them in with `client.as(member)`. */
export async function aCast(db: Db): Promise<Cast> {
  const ada = await aMember(db, 'Ada')
  const ratings = await someRatings(db)
  const fandom = await someFandoms(db)
  return {
    ada,
    adaAsWren: await aPseud(db, ada.accountId, 'Wren', false),
    bea: await aMember(db, 'Bea'),
    rui: await aMember(db, 'Rui'),
    mo: await aMember(db, 'Mo', 'moderator'),
    olga: await aMember(db, 'Olga', 'owner'),
    ratings,
    fandom,
    character: { watson: await aTag(db, await aVocabulary(db, 'characters', 'character'), 'John Watson') },
  }
}

export async function aMember(db: Db, name: string, role: Role = 'member'): Promise<Member> {
  const email = `${name.toLowerCase()}@example.org`
  const account = await db
    .insertInto('account')
    .values({ email, email_folded: email, password_hash: null, role, joined_at: NOON - 100 * DAY, last_seen_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { pseudId, slug } = await aPseud(db, account.id, name, true)
  return {
    kind: 'member',
    accountId: account.id,
    pseudId,
    name,
    slug,
    role,
    trusted: false,
    preferences: DEFAULT_PREFERENCES,
    ageConsent: false,
    acceptedWarnings: [],
  }
}

export async function aPseud(db: Db, accountId: number, name: string, isDefault: boolean) {
  const slug = name.toLowerCase()
  const row = {
    account_id: accountId,
    name,
    login_name: slug,
    slug,
    sort_name: slug,
    image_url: null,
    created_at: NOON,
  }
  const pseud = await db
    .insertInto('pseud')
    .values({ ...row, is_default: isDefault ? 1 : 0 })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { pseudId: pseud.id, slug }
}

type VocabularyRole = 'rating' | 'fandom' | 'character' | 'freeform' | 'facet' | 'warning'

/** Closed, unless `more` says otherwise. */
export async function aVocabulary(
  db: Db,
  slug: string,
  role: VocabularyRole,
  more: { closed?: number; position?: number } = {},
) {
  const row = {
    slug,
    name: slug[0]!.toUpperCase() + slug.slice(1),
    role,
    many: role === 'rating' ? 0 : 1,
    created_at: NOON,
    ...more,
  }
  return (await db.insertInto('vocabulary').values(row).returning('id').executeTakeFirstOrThrow()).id
}

interface TagDetails {
  members_only?: number
  age_consent?: number
  warn_first?: number
  warning_text?: string
}

export async function aTag(db: Db, vocabularyId: number, name: string, details: TagDetails = {}): Promise<number> {
  const folded = name.toLowerCase()
  const row = {
    vocabulary_id: vocabularyId,
    name,
    name_folded: foldTag(name),
    sort_name: folded,
    slug: folded.replaceAll(' ', '-'),
  }
  const tag = { ...row, canonical_id: null, image_url: null, created_at: NOON, ...details }
  return (await db.insertInto('tag').values(tag).returning('id').executeTakeFirstOrThrow()).id
}

async function someRatings(db: Db): Promise<Cast['ratings']> {
  const id = await aVocabulary(db, 'ratings', 'rating')
  return {
    general: await aTag(db, id, 'General'),
    mature: await aTag(db, id, 'Mature', { warn_first: 1, warning_text: 'Mature themes ahead.' }),
    explicit: await aTag(db, id, 'Explicit', { age_consent: 1, warning_text: 'I am of age.' }),
    members: await aTag(db, id, 'Members', { members_only: 1 }),
  }
}

async function someFandoms(db: Db): Promise<Cast['fandom']> {
  const id = await aVocabulary(db, 'fandoms', 'fandom')
  const books = await aTag(db, id, 'Books')
  const holmes = await aTag(db, id, 'Sherlock Holmes')
  await db.insertInto('tag_parent').values({ tag_id: holmes, parent_id: books }).execute()
  return { books, holmes }
}

export interface WorkDetails {
  title?: string
  by?: Member
  pseudIds?: number[]
  ratingId?: number | null
  tagIds?: number[]
  language?: string
  summary?: string
  notes?: string
  /** Null: a draft. */
  postedAt?: number | null
  heldAt?: number | null
  hiddenAt?: number | null
  complete?: boolean
  chapters?: ChapterDetails[]
}

export interface ChapterDetails {
  title?: string
  html?: string
  notes?: string
  endNotes?: string
  /** Null: not posted. */
  postedAt?: number | null
}

export interface MadeWork {
  workId: number
  chapterIds: number[]
}

/** A posted work with one chapter, unless told otherwise. Give it `by` or `pseudIds`. */
export async function aWork(db: Db, details: WorkDetails): Promise<MadeWork> {
  const postedAt = details.postedAt === undefined ? NOON : details.postedAt
  const title = details.title ?? 'A Work'
  const tagIds = [...(details.tagIds ?? []), ...(details.ratingId ? [details.ratingId] : [])]
  const { id: workId } = await db
    .insertInto('work')
    .values({
      title,
      sort_title: title.toLowerCase(),
      language: details.language ?? 'en',
      summary_html: details.summary ?? '<p>A summary.</p>',
      notes_html: details.notes ?? '',
      rating_id: details.ratingId ?? null,
      complete: details.complete ? 1 : 0,
      created_at: NOON,
      updated_at: postedAt ?? NOON,
      posted_at: postedAt,
      held_at: details.heldAt ?? null,
      hidden_at: details.hiddenAt ?? null,
      deleted_at: null,
      featured_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const pseudIds = details.pseudIds ?? [details.by!.pseudId]
  await db
    .insertInto('creator')
    .values(pseudIds.map((pseud_id, position) => ({ work_id: workId, pseud_id, position })))
    .execute()
  if (tagIds.length > 0)
    await db
      .insertInto('work_tag')
      .values(tagIds.map((tag_id, position) => ({ work_id: workId, tag_id, position })))
      .execute()
  const chapterIds: number[] = []
  for (const chapter of details.chapters ?? [{}])
    chapterIds.push(await aChapter(db, workId, { postedAt, ...chapter }, chapterIds.length + 1))
  await refreshWorks(db, [workId])
  return { workId, chapterIds }
}

async function aChapter(db: Db, workId: number, chapter: ChapterDetails, position: number): Promise<number> {
  const html = chapter.html ?? `<p>The text of chapter ${position}.</p>`
  const { id } = await db
    .insertInto('chapter')
    .values({
      work_id: workId,
      position,
      title: chapter.title ?? '',
      word_count: html.split(/\s+/).length,
      pseud_id: null,
      posted_at: chapter.postedAt ?? null,
      held_at: null,
      created_at: NOON,
      updated_at: NOON,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('chapter_text')
    .values({ chapter_id: id, html, notes_html: chapter.notes ?? '', end_notes_html: chapter.endNotes ?? '' })
    .execute()
  await db
    .insertInto('chapter_revision')
    .values({ chapter_id: id, format: 'html', source: html, account_id: null, saved_at: NOON })
    .execute()
  return id
}
