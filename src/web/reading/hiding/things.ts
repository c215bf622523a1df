// How forms name what is hidden and shown again: as `tag 12`.
import type { HiddenThing } from '../../../reading/hiding/hidden.ts'
import type { Reason } from '../../../reading/hiding/list-reasons.ts'
import { type Form, parseId } from '../../forms.ts'

const KINDS: ReadonlyArray<HiddenThing['kind']> = ['work', 'author', 'tag']

export function thingValue({ kind, id }: HiddenThing): string {
  return `${kind} ${id}`
}

/** Each once, some with commas between them; anything odd is left out. */
export function readThings(form: Form, name: string): HiddenThing[] {
  const things = [...new Set(form.all(name).flatMap((value) => value.split(',')))].map((value): HiddenThing | null => {
    const [word, number] = value.split(' ')
    const kind = KINDS.find((kind) => kind === word)
    const id = parseId(number)
    return kind && id !== null ? { kind, id } : null
  })
  return things.filter((thing) => thing !== null)
}

/** What must be shown again for the work not to be hidden any more; a language is a wish of its own. */
export function thingOf(reason: Reason, workId: number): HiddenThing | null {
  if (reason.kind === 'language') return null
  return reason.kind === 'work' ? { kind: 'work', id: workId } : { kind: reason.kind, id: reason.id }
}
