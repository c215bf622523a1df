import type { Messages } from '../../messages/messages.ts'
import { html, type Html } from '../../ui/html.ts'

const MOST_NAMED = 20

/** Tells an author which of their tags nobody has used before: one that is misspelt finds no readers. */
export function newTagsNotice(t: Messages, names: readonly string[]): Html | false {
  if (names.length === 0) return false
  const shown = names.slice(0, MOST_NAMED)
  const list = html`${shown.map((name, index) => html`${index > 0 && ', '}<bdi>${name}</bdi>`)}${names.length > MOST_NAMED && '…'}`
  return html`<p class="notice new-tags">${t.rich('posting.newTags', { count: names.length, names: list })}</p>`
}
