import type { Messages } from '../messages/messages.ts'
import { html, type Html } from './html.ts'

/** The day, with the moment in `datetime`. */
export function day(t: Messages, time: number): Html {
  return html`<time datetime="${stampOf(time)}">${t.date(time)}</time>`
}

/** The longest time that JavaScript knows; imported dates may lie beyond it. */
const END = 8.64e15

function stampOf(time: number): string {
  return new Date(Math.max(-END, Math.min(END, time))).toISOString()
}
