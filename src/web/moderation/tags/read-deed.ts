// A deed as the fields of a form or the questions of an address name it; names of tags become tags.
import { invalid } from '../../../errors.ts'
import type { Deed } from '../../../moderation/tags/deeds.ts'
import type { Db } from '../../../store/database.ts'
import { findByWords } from '../../../tags/wrangling/find-by-words.ts'
import { splitNames } from '../../../tags/tag-names.ts'
import { ACT_KINDS, type ActKind } from '../../../tags/wrangling/plan.ts'
import type { Form } from '../../forms.ts'

const MOST_TAGS = 200

/** Refuses with invalid per field: nothing chosen, a name that no tag has or that several have. */
export async function readDeed(db: Db, form: Form): Promise<Deed> {
  const kind = kindOf(form)
  const tagIds = [...new Set(form.ids('tag'))].slice(0, MOST_TAGS + 1)
  const [tagId] = tagIds
  if (tagId === undefined) throw invalid({ tags: 'Please choose at least one tag.' })
  const target = (field: string) => named(db, form, field, tagId)
  switch (kind) {
    case 'synonym':
    case 'merge': {
      const [intoId] = await target('into')
      if (intoId === undefined) throw invalid({ into: 'Please say which tag.' })
      return { kind, tagIds, intoId }
    }
    case 'free':
      return { kind, tagIds }
    case 'parents':
    case 'scope': {
      const [addIds, removeIds] = [await target('into'), form.ids('remove')]
      if (addIds.length + removeIds.length === 0) throw invalid({ into: 'Please say which tag.' })
      return { kind, tagIds, addIds, removeIds }
    }
    case 'rename':
      return { kind, tagId, name: form.text('name') }
    case 'description':
      return { kind, tagId, description: form.text('description') }
    case 'meanings':
      return { kind, tagId, meaningIds: await target('into') }
    case 'split':
      return { kind, tagId }
    case 'marks':
      return { kind, tagIds, marks: marksOf(form) }
  }
}

/** The desk's own words for marks beside the kinds of acts. */
function kindOf(form: Form): ActKind {
  const kind = form.text('kind')
  if (kind === 'leave' || kind === 'sorted') return 'marks'
  const known = ACT_KINDS.find((one) => one === kind)
  if (!known) throw invalid({ kind: 'Please say what to do.' })
  return known
}

function marksOf(form: Form) {
  const mark = form.text('kind') === 'marks' ? form.text('mark') : form.text('kind')
  if (mark === 'leave') return { isLeftAlone: true, isLookedAt: true }
  if (mark === 'sorted') return { isLookedAt: true }
  if (mark === 'again') return { isLeftAlone: false, isLookedAt: false }
  if (mark === 'lock') return { isLocked: true }
  if (mark === 'unlock') return { isLocked: false }
  throw invalid({ kind: 'Please say what to do.' })
}

/** By ids in `field`, or by names in `fieldNames`. */
async function named(db: Db, form: Form, field: string, nearId: number): Promise<number[]> {
  const names = splitNames(form.text(`${field}Names`).slice(0, 10_000)).slice(0, MOST_TAGS)
  return [...new Set([...form.ids(field), ...(await findByWords(db, names, { field, nearId }))])]
}

/** The same deed as fields, for the form that does what was previewed. */
export function fieldsOf(deed: Deed): Array<[name: string, value: string | number]> {
  const tags = ('tagIds' in deed ? deed.tagIds : [deed.tagId]).map((id): [string, number] => ['tag', id])
  const kind: [string, string] = ['kind', deed.kind]
  const ids = (name: string, all: readonly number[]) => all.map((id): [string, number] => [name, id])
  switch (deed.kind) {
    case 'synonym':
    case 'merge':
      return [kind, ...tags, ['into', deed.intoId]]
    case 'parents':
    case 'scope':
      return [kind, ...tags, ...ids('into', deed.addIds), ...ids('remove', deed.removeIds)]
    case 'rename':
      return [kind, ...tags, ['name', deed.name]]
    case 'description':
      return [kind, ...tags, ['description', deed.description]]
    case 'meanings':
      return [kind, ...tags, ...ids('into', deed.meaningIds)]
    case 'marks':
      return [kind, ...tags, ['mark', markOf(deed.marks)]]
    default:
      return [kind, ...tags]
  }
}

function markOf({ isLeftAlone, isLocked, isLookedAt }: Extract<Deed, { kind: 'marks' }>['marks']): string {
  if (isLocked !== undefined) return isLocked ? 'lock' : 'unlock'
  if (isLeftAlone === true) return 'leave'
  return isLookedAt ? 'sorted' : 'again'
}
