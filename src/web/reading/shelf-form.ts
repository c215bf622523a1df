import type { FieldErrors } from '../../errors.ts'
import { LONGEST_NAME, type ShelfInput } from '../../reading/keep-shelf.ts'
import { canDeleteShelf } from '../../reading/permissions.ts'
import type { Shelf } from '../../reading/shelf.ts'
import { paths } from '../paths.ts'
import { checkField, mistakes, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { shelfName } from '../ui/shelf-control.ts'

export interface NewShelfProps {
  /** Put there as soon as the shelf is made. */
  workId?: number | null
  input?: ShelfInput
  errors?: FieldErrors
}

export function newShelfForm({ t }: Chrome, { workId, input, errors }: NewShelfProps = {}): Html {
  return html`<section class="new-shelf" id="new-shelf">
    <h2>${t('shelves.new')}</h2>
    ${mistakes(t, errors)}
    <form method="post" action="${paths.myShelves({})}">
      ${workId ? html`<input type="hidden" name="work" value="${workId}" />` : ''}
      ${nameField(t('shelves.name'), input?.name ?? '', errors?.name)}
      ${checkField({ name: 'public', label: t('shelves.show'), checked: input?.isPublic ?? false })}
      <p class="buttons"><button type="submit">${t('shelves.make')}</button></p>
    </form>
  </section>`
}

function nameField(label: string, value: string, error: string | undefined): Html {
  return textField({ name: 'name', label, value, error, required: true, maxLength: LONGEST_NAME })
}

/** A shelf could not be made: the same form once more, with what was typed. */
export function newShelfPage(chrome: Chrome, props: NewShelfProps): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('shelves.new'), unlisted: true, shape: 'narrow' },
    html`<h1>${t('shelves.mine')}</h1>
      ${newShelfForm(chrome, props)}
      <p><a href="${paths.myShelves({})}">${t('shelves.all')}</a></p>`,
  )
}

export interface ShelfFormProps {
  shelf: Shelf
  input: ShelfInput
  errors?: FieldErrors
}

export function shelfForm(chrome: Chrome, { shelf, input, errors }: ShelfFormProps): Html {
  const { t } = chrome
  const place = { shelf: shelf.slug }
  const name = shelfName(t, shelf)
  return layout(
    chrome,
    { title: t('shelves.settingsOf', { shelf: name }), unlisted: true, shape: 'narrow' },
    html`<h1 dir="auto">${name}</h1>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.editShelf(place)}">
        ${shelf.kind === 'own' && nameField(t('shelves.name'), input.name, errors?.name)}
        ${checkField({ name: 'public', label: t('shelves.show'), checked: input.isPublic })}
        <p class="hint">${t('shelves.showHint')}</p>
        <p class="buttons">
          <button type="submit">${t('shelves.save')}</button>
          <a href="${paths.myShelf(place)}">${t('shelves.cancel')}</a>
        </p>
      </form>
      ${canDeleteShelf(chrome.viewer, shelf) && html`<p class="ending"><a class="danger" href="${paths.deleteShelf(place)}">${t('shelves.delete')}</a></p>`}`,
  )
}
