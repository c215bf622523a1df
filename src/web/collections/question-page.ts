import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

export interface Question {
  title: string
  text: string
  action: string
  back: string
}

/** Asks once more before something is deleted. */
export function questionPage(chrome: Chrome, { title, text, action, back }: Question): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1 dir="auto">${title}</h1>
      <p>${text}</p>
      <form class="buttons" method="post" action="${action}">
        <button class="danger" type="submit">${t('challenges.delete')}</button>
        <a class="button quiet" href="${back}">${t('challenges.keep')}</a>
      </form>`,
  )
}
