import type { FieldErrors } from '../../errors.ts'
import type { OwnBookmark } from '../../reading/edit-bookmark.ts'
import type { MessageKey } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { checkField, mistakes, textArea } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { shelfName } from '../ui/shelf-control.ts'
import { addressOf } from './shelf-entries.ts'

export interface BookmarkProps {
  bookmark: OwnBookmark
  notice: MessageKey | null
  errors?: FieldErrors
}

export function bookmarkPage(chrome: Chrome, { bookmark, notice, errors }: BookmarkProps): Html {
  const { t } = chrome
  const place = { bookmark: bookmark.id }
  const address = bookmark.standing === 'here' ? addressOf(bookmark) : null
  const { title, shelf } = bookmark
  const shelfLink = html`<a href="${paths.myShelf({ shelf: shelf.slug })}" dir="auto">${shelfName(t, shelf)}</a>`
  // The first note goes by the shelf; later ones stay as their writer wanted.
  const isShown = bookmark.noteSource === '' && errors === undefined ? shelf.isPublic : bookmark.noteIsPublic
  return layout(
    chrome,
    { title: t('shelves.editNote', { title }), unlisted: true, shape: 'narrow' },
    html`<h1>${address ? html`<a href="${address}" dir="auto">${title}</a>` : html`<span dir="auto">${title}</span>`}</h1>
      <p class="quiet">${t.rich('shelves.onShelf', { shelf: shelfLink })}</p>
      ${notice && html`<p class="notice good" role="status">${t(notice)}</p>`} ${mistakes(t, errors)}
      <form method="post" action="${paths.bookmark(place)}">
        ${textArea({ name: 'note', label: t('shelves.note'), hint: t('shelves.noteHint'), value: bookmark.noteSource, error: errors?.note, rows: 5 })}
        ${checkField({ name: 'shown', label: t('shelves.noteShown'), checked: isShown })}
        <p class="buttons"><button type="submit">${t('shelves.save')}</button></p>
      </form>
      <form method="post" action="${paths.removeBookmark(place)}">
        <p class="buttons"><button class="quiet" type="submit">${t('shelves.remove')}</button></p>
      </form>`,
  )
}
