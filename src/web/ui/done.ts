import type { MessageKey } from '../messages/messages.ts'

/** What `?done=` in an address says was done, in the page's own words; null for anything else. */
export function doneNotice(notices: Readonly<Record<string, MessageKey>>, done: string | undefined): MessageKey | null {
  return done !== undefined && Object.hasOwn(notices, done) ? notices[done]! : null
}
