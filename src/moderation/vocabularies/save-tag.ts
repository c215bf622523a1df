import { type FieldErrors, invalid } from '../../errors.ts'
import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { LONGEST_TAG } from '../../tags/choose-tags.ts'
import { forgetKnownTags } from '../../tags/known-tags.ts'
import { foldTag } from '../../text/slug.ts'
import { sortKey } from '../../text/sort-key.ts'
import { refuseIfAny, tidyTitle } from '../../works/check-input.ts'
import { forgetCounts } from '../../works/kept-counts.ts'
import { briefHtml } from '../../works/source-to-html.ts'
import { findKeptTag, type KeptTag } from './find-kept-tag.ts'
import { canDefineVocabularies } from './permissions.ts'
import { listWorksWith, noteInSlices, refreshInSlices } from './refresh-works-with.ts'
import { LONGEST_DESCRIPTION } from './vocabulary-input.ts'

export interface TagInput {
  name: string
  /** As typed: plain, or HTML. */
  description: string
  /** A path of this archive or an address of the web; empty: none. */
  imageUrl: string
  locked: boolean
  hidden: boolean
  /** What stands before works of a rating; other tags have none, and only admins change it. */
  membersOnly: boolean
  ageConsent: boolean
  warnFirst: boolean
  warningText: string
}

const LONGEST_ADDRESS = 500
const LONGEST_WARNING = 2000

/** The tag keeps its address. Works whose gates change are refreshed in the same transaction. */
export async function saveTag(
  db: Db,
  member: Member,
  { tagId, ...input }: TagInput & { tagId: number },
  now: number,
): Promise<KeptTag> {
  const before = await findKeptTag(db, member, tagId)
  const row = { ...checkTag(input, describedBy(before)), ...gatesOf(member, before, input) }
  const changed = (Object.keys(row) as Array<keyof typeof row>).filter((name) => row[name] !== before[name])
  if (changed.length === 0) return before
  await inTransaction(db, async (db) => {
    if (row.name_folded !== before.name_folded) await refuseNamesake(db, before, row.name_folded)
    await db.updateTable('tag').set(row).where('id', '=', tagId).execute()
    if (row.members_only !== before.members_only) await refreshInSlices(db, await listWorksWith(db, [tagId]))
    else if (isFoundOtherwise(changed)) await noteInSlices(db, await listWorksWith(db, [tagId]))
    const detail = { name: row.name, changed, ...(row.name !== before.name && { from: before.name }) }
    const subject = { kind: 'tag', id: tagId }
    await recordAct(db, { accountId: member.accountId, action: 'tag changed', subject, detail }, now)
  })
  forgetKnownTags()
  forgetCounts()
  return before
}

/** What the form shows: a text without a source, as an older archive's, is edited as what pages show. */
export function describedBy(tag: Pick<KeptTag, 'description_source' | 'description_html'>): string {
  return tag.description_source || tag.description_html
}

function isFoundOtherwise(changed: readonly string[]): boolean {
  return changed.some((name) => ['name', 'hidden', 'age_consent', 'warn_first'].includes(name))
}

function checkTag(input: TagInput, sourceBefore: string) {
  const name = tidyTitle(input.name.slice(0, 10_000))
  const description = input.description.trim()
  const imageUrl = input.imageUrl.trim()
  refuseIfAny(mistakesIn({ ...input, name, description, imageUrl }))
  return {
    name,
    name_folded: foldTag(name),
    sort_name: sortKey(name, 'und'),
    // A text that was not touched keeps the clean form that it has, as texts of an older archive do.
    ...(description !== sourceBefore.trim() && {
      description_source: description,
      description_html: description === '' ? '' : briefHtml(description),
    }),
    image_url: imageUrl === '' ? null : imageUrl,
    locked: input.locked ? 1 : 0,
    hidden: input.hidden ? 1 : 0,
  }
}

function mistakesIn({ name, description, imageUrl, warningText }: TagInput): FieldErrors {
  const errors: Record<string, string> = {}
  if (foldTag(name) === '') errors.name = 'Please write a name.'
  else if ([...name].length > LONGEST_TAG) errors.name = `A tag has at most ${LONGEST_TAG} characters.`
  if (description.length > LONGEST_DESCRIPTION)
    errors.description = `Please use at most ${LONGEST_DESCRIPTION} characters.`
  if (imageUrl !== '' && !isPicture(imageUrl))
    errors.imageUrl =
      'Please write a path as /uploads/picture.png, or a whole address as https://example.org/picture.png.'
  if (warningText.trim().length > LONGEST_WARNING)
    errors.warningText = `Please use at most ${LONGEST_WARNING} characters.`
  return errors
}

function isPicture(address: string): boolean {
  if (address.length > LONGEST_ADDRESS || /[\s\\]/.test(address)) return false
  return /^\/(?!\/)./.test(address) || (/^https?:\/\/./i.test(address) && URL.canParse(address))
}

/** A moderator's form leaves the gates as they are. */
function gatesOf(member: Member, { role }: KeptTag, input: TagInput) {
  if (role !== 'rating' || !canDefineVocabularies(member)) return {}
  return {
    members_only: input.membersOnly ? 1 : 0,
    age_consent: input.ageConsent ? 1 : 0,
    warn_first: input.warnFirst ? 1 : 0,
    warning_text: input.warningText.trim(),
  }
}

/** Two tags of one name are one tag to authors who type it; fandoms may each have their own. */
async function refuseNamesake(db: Db, { id, vocabulary_id }: KeptTag, folded: string): Promise<void> {
  const other = await db
    .selectFrom('tag')
    .where('vocabulary_id', '=', vocabulary_id)
    .where('name_folded', '=', folded)
    .where('id', '!=', id)
    .select('name')
    .executeTakeFirst()
  if (other) throw invalid({ name: `There is a tag of this name already: “${other.name}”. Join the two instead.` })
}
