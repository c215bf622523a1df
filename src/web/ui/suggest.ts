import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'

export interface Suggesting {
  /** Where suggestions come from, as `paths.suggestTags` makes it. */
  from: string
  /**
   * What choosing one does: `names` puts its name among others, parted by commas; `name` puts it alone; `go` leads to
   * its page. Whoever wants something else listens for `suggestion` on the field: its detail is the line, see
   * browse/suggest-routes.ts, and preventing it leaves the field as it is.
   */
  as: 'names' | 'name' | 'go'
  /** Only what the list on this page holds, with how many works it would leave. */
  isWithinList?: boolean
  /** Names of the fields of the same form that hold the fandoms. */
  fandoms?: readonly string[]
}

/** Attributes of a text field that offers names while somebody types: web/browser/suggest.js does it. */
export function suggesting(t: Messages, { from, as, isWithinList = false, fandoms = [] }: Suggesting): Html {
  return html`data-suggest="${from}" data-suggest-as="${as}" data-suggest-label="${t('suggest.label')}"
  data-suggest-some="${t('suggest.some')}" data-suggest-none="${t('suggest.none')}"
  ${isWithinList && html`data-suggest-within`} ${fandoms.length > 0 && html`data-suggest-fandoms="${fandoms.join(' ')}"`}`
}
