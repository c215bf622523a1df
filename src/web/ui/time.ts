import type { Messages } from '../messages/messages.ts'
import { html, type Html } from './html.ts'

/** The day, with the moment in `datetime`. */
export function day(t: Messages, time: number): Html {
  return html`<time datetime="${stampOf(time)}">${t.date(time)}</time>`
}

export function moment(t: Messages, time: number): Html {
  return html`<time datetime="${stampOf(time)}">${t.dateTime(time)}</time>`
}

/** The longest time that JavaScript knows; imported dates may lie beyond it. */
const END = 8.64e15

const kept = new Map<number, string>()
const STAMPS_KEPT = 10_000

function stampOf(time: number): string {
  let stamp = kept.get(time)
  if (stamp === undefined) {
    if (kept.size >= STAMPS_KEPT) kept.clear()
    kept.set(time, (stamp = makeStamp(time)))
  }
  return stamp
}

function makeStamp(time: number): string {
  return new Date(Math.max(-END, Math.min(END, time))).toISOString()
}
