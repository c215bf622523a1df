import type { FieldErrors } from '../../errors.ts'
import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { forgetKnownTags } from '../../tags/known-tags.ts'
import { refuseIfAny, tidyTitle } from '../../works/check-input.ts'
import { forgetCounts } from '../../works/kept-counts.ts'
import { carryOut } from '../tags/carry-out.ts'
import { type Deed, planOf } from '../tags/deeds.ts'
import { findKeptTag, type KeptTag } from './find-kept-tag.ts'
import { canDefineVocabularies } from './permissions.ts'
import { placingDeeds } from './tag-places.ts'
import { listWorksWith, noteInSlices, refreshInSlices } from './refresh-works-with.ts'

export interface TagInput {
  name: string
  /** As typed: plain, or HTML. */
  description: string
  /** Names of tags that it stands below, and of fandoms that it belongs to. */
  above: string
  fandoms: string
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

/**
 * Name, description, lock and place are acts on tags, which the tag's history shows and can undo. Works whose gates change are
 * refreshed in the same transaction.
 */
export async function saveTag(
  db: Db,
  member: Member,
  { tagId, ...input }: TagInput & { tagId: number },
  now: number,
): Promise<KeptTag> {
  const before = await findKeptTag(db, member, tagId)
  const row = { ...checkTag(input), ...gatesOf(member, before, input) }
  const changed = (Object.keys(row) as Array<keyof typeof row>).filter((name) => row[name] !== before[name])
  await inTransaction(db, async (db) => {
    const deeds = [...deedsIn(before, input), ...(await placingDeeds(db, before, input))]
    for (const deed of deeds) await carryOut(db, member, (db) => planOf(db, deed, now), now)
    if (changed.length === 0) return
    await db.updateTable('tag').set(row).where('id', '=', tagId).execute()
    const workIds = changed.some(isFoundOtherwise) ? await listWorksWith(db, [tagId]) : []
    if (changed.includes('members_only')) await refreshInSlices(db, workIds)
    else await noteInSlices(db, workIds)
    const subject = { kind: 'tag', id: tagId }
    const detail = { name: before.name, changed }
    await recordAct(db, { accountId: member.accountId, action: 'tag changed', subject, detail }, now)
  })
  forgetKnownTags()
  forgetCounts()
  return before
}

function deedsIn(before: KeptTag, input: TagInput): Deed[] {
  const deeds: Deed[] = []
  const tagId = before.id
  if (tidyTitle(input.name) !== before.name) deeds.push({ kind: 'rename', tagId, name: tidyTitle(input.name) })
  if (input.description.trim() !== describedBy(before).trim())
    deeds.push({ kind: 'description', tagId, description: input.description })
  if (input.locked !== (before.locked === 1))
    deeds.push({ kind: 'marks', tagIds: [tagId], marks: { isLocked: input.locked } })
  return deeds
}

/** What the form shows: a text without a source, as an older archive's, is edited as what pages show. */
export function describedBy(tag: Pick<KeptTag, 'description_source' | 'description_html'>): string {
  return tag.description_source || tag.description_html
}

function isFoundOtherwise(column: string): boolean {
  return ['hidden', 'members_only', 'age_consent', 'warn_first'].includes(column)
}

function checkTag(input: TagInput) {
  const imageUrl = input.imageUrl.trim()
  const name = tidyTitle(input.name.slice(0, 10_000))
  refuseIfAny(mistakesIn({ ...input, name, imageUrl }))
  return { image_url: imageUrl === '' ? null : imageUrl, hidden: input.hidden ? 1 : 0 }
}

function mistakesIn({ name, imageUrl, warningText }: TagInput): FieldErrors {
  const errors: Record<string, string> = {}
  if (name === '') errors.name = 'Please write a name.'
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
