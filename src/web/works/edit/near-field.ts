import { tagField, type TagChoice } from '../../../tags/choose-tags.ts'
import type { Near } from '../../../tags/near-names.ts'
import { joinNames, splitNames } from '../../../tags/tag-names.ts'
import type { Form } from '../../forms.ts'
import type { Messages } from '../../messages/messages.ts'
import { html, type Html } from '../../ui/html.ts'

/** Under the field of a vocabulary: of each new name, whether the one that looks like it was meant. */
export function nearField(
  t: Messages,
  vocabulary: { id: number },
  { near, meant }: { near: readonly Near[]; meant: readonly string[] },
): Html {
  const field = tagField(vocabulary)
  return html`${meant.map((name) => html`<input type="hidden" name="${field}-meant" value="${name}" />`)}
  ${near.map(({ typed, near }, index) => {
    const name = `${field}-near-${index}`
    return html`<fieldset class="checks">
      <legend dir="auto">${t('near.question', { name: typed, near })}</legend>
      <input type="hidden" name="${name}-typed" value="${typed}" />
      <ul>
        <li class="alone">
          <label class="check" dir="auto"
            ><input type="radio" name="${name}" value="${near}" checked /> ${t('near.take', { near })}</label
          >
        </li>
        <li class="alone">
          <label class="check" dir="auto"
            ><input type="radio" name="${name}" value="" /> ${t('near.mine', { name: typed })}</label
          >
        </li>
      </ul>
    </fieldset>`
  })}`
}

const MOST = 10

/** What was typed, with the answers to the questions put into it. */
export function answeredNear(form: Form, field: string): TagChoice {
  const instead = new Map<string, string>()
  const meant = new Set(form.all(`${field}-meant`))
  for (let index = 0; index < MOST; index++) {
    const name = `${field}-near-${index}`
    if (!form.has(name)) continue
    if (form.text(name) === '') meant.add(form.text(`${name}-typed`))
    else instead.set(form.text(`${name}-typed`), form.text(name))
  }
  const typed = form.text(field)
  if (instead.size === 0) return meant.size === 0 ? { typed } : { typed, meant: [...meant] }
  return { typed: joinNames(splitNames(typed).map((name) => instead.get(name) ?? name)), meant: [...meant] }
}
