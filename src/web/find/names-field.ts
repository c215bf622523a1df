import type { ChosenTag } from '../../search/chosen.ts'
import { joinNames } from '../../tags/tag-names.ts'
import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'
import { suggesting } from '../ui/suggest.ts'
import type { NameTrouble, NameTroubles } from './sent-form.ts'

export interface NamesFieldProps {
  field: string
  /** Where suggestions come from. */
  suggest: string
  label: string
  /** The whole label for those who do not see what it stands below. */
  name?: string
  /** What was typed before, in this field and others, and led nowhere. */
  troubles: NameTroubles
  isOfAuthors?: boolean
  /** The address with this one of several chosen. */
  choose: (tag: ChosenTag) => string
}

/**
 * A field for names parted by commas; what was not found is told below it, and what was typed is kept. It may be far down
 * in the panel, so the page opens at the first such field.
 */
export function namesField(
  t: Messages,
  { field, suggest, label, name, troubles, isOfAuthors = false, choose }: NamesFieldProps,
): Html {
  const trouble = troubles.get(field)
  const [first] = troubles.keys()
  const typed = trouble ? joinNames([...trouble.unknown, ...trouble.ambiguous.map(({ name }) => name)]) : ''
  const problem = `${field}-error`
  return html`<div class="names${trouble ? ' has-error' : ''}">
    <label for="${field}">${label}</label>
    <input
      id="${field}"
      name="${field}"
      value="${typed}"
      autocomplete="off"
      ${suggesting(t, { from: suggest, as: 'names', isWithinList: !isOfAuthors })}
      dir="auto"
      ${name !== undefined && html`aria-label="${name}"`}
      ${trouble && html`aria-invalid="true" aria-describedby="${problem}"`}
      ${field === first && 'autofocus'}
    />
    ${trouble && html`<div class="error" id="${problem}">${explained(t, trouble, isOfAuthors, choose)}</div>`}
  </div>`
}

function explained(
  t: Messages,
  { unknown, ambiguous }: NameTrouble,
  isOfAuthors: boolean,
  choose: NamesFieldProps['choose'],
): Html {
  const nothing = isOfAuthors ? 'find.unknownAuthorName' : 'find.unknownName'
  return html`${unknown.map((name) => html`<p>${t(nothing, { name })}</p>`)}
  ${ambiguous.map(
    ({ name, tags }) =>
      html`<p>
        ${t('find.ambiguousName', { name })}
        ${tags.map((tag, index) => html`${index > 0 && ' · '}<a href="${choose(tag)}" rel="nofollow" dir="auto">${tag.name}${tag.of.length > 0 && ` (${tag.of.join(', ')})`}</a>`)}
      </p>`,
  )}`
}
