import type { Messages } from '../messages/messages.ts'
import { hideThing } from '../ui/hide-control.ts'
import type { Html } from '../ui/html.ts'
import type { FoundList } from './find-list.ts'

/** For a member, on the page of an author or a tag. What the member finds nothing of cannot be hidden, see findable.ts. */
export function hideOffer(
  t: Messages,
  thing: { kind: 'author' | 'tag'; id: number; name: string },
  { total, leftOutCount, hidden, isFiltered }: FoundList,
): Html | false {
  const isHidden = hidden.all[thing.kind === 'author' ? 'pseuds' : 'tags'].includes(thing.id)
  const isFound = total + leftOutCount + hidden.count > 0 || isFiltered
  return (isHidden || isFound) && hideThing(t, thing, isHidden)
}
