import { html, type Html } from './html.ts'
import { type Chrome, layout } from './layout.ts'

export interface DeleteProps {
  title: string
  warning?: string
  /** Where the form is sent, and where to go instead. */
  action: string
  back: string
  /** What will be gone. */
  shown?: Html
}

/** Nothing is deleted by following a link. */
export function confirmDelete(chrome: Chrome, { title, warning, action, back, shown }: DeleteProps): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1 dir="auto">${title}</h1>
      ${shown}
      <p>${warning ?? t('rooms.deleteWarning')}</p>
      <form method="post" action="${action}">
        <p class="buttons">
          <button class="danger" type="submit">${t('rooms.delete')}</button>
          <a href="${back}">${t('rooms.cancel')}</a>
        </p>
      </form>`,
  )
}
