import type { FoundWork } from '../../works/find-work.ts'
import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'

const TEXTS = { draft: 'reading.draftWork', held: 'reading.heldWork', hidden: 'reading.hiddenWork' } as const

/** For those who see a work that others do not. */
export function stateNotice(t: Messages, { state }: FoundWork): Html | false {
  return state !== 'posted' && html`<p class="notice">${t(TEXTS[state])}</p>`
}
