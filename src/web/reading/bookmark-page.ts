import type { FieldErrors } from '../../errors.ts'
import type { OwnBookmark } from '../../reading/edit-bookmark.ts'
import type { MessageKey } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { mistakes, textArea } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { addressOf } from './shelf-page.ts'

export interface BookmarkProps {
  bookmark: OwnBookmark
  notice: MessageKey | null
  errors?: FieldErrors
}

export function bookmarkPage(chrome: Chrome, { bookmark, notice, errors }: BookmarkProps): Html {
  const { t } = chrome
  const place = { bookmark: bookmark.id }
  const address = bookmark.standing === 'here' ? addressOf(bookmark) : null
  const title = bookmark.title || t('shelves.closedTitle')
  return layout(
    chrome,
    { title: t('shelves.editTitle'), unlisted: true, shape: 'narrow' },
    html`<h1>${address ? html`<a href="${address}" dir="auto">${title}</a>` : html`<span dir="auto">${title}</span>`}</h1>
      ${notice && html`<p class="notice good" role="status">${t(notice)}</p>`} ${mistakes(t, errors)}
      <form method="post" action="${paths.bookmark(place)}">
        ${textArea({ name: 'note', label: t('shelves.note'), hint: t('shelves.noteHint'), value: bookmark.noteSource, error: errors?.note, rows: 5 })}
        <p class="buttons"><button type="submit">${t('shelves.save')}</button></p>
      </form>
      <form method="post" action="${paths.removeBookmark(place)}">
        <p class="buttons"><button class="quiet" type="submit">${t('shelves.remove')}</button></p>
      </form>
      <p><a href="${paths.myShelf({ shelf: bookmark.shelfSlug })}">${t('shelves.back')}</a></p>`,
  )
}
