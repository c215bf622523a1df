import type { Messages } from '../../messages/messages.ts'
import { html, type Html } from '../../ui/html.ts'

export interface Movable {
  action: string
  name: string
  isFirst: boolean
  isLast: boolean
}

/** One place up or down. The ends of the list have one button. */
export function moveButtons(t: Messages, { action, name, isFirst, isLast }: Movable): Html {
  const button = (to: 'up' | 'down', sign: string, label: string) =>
    html`<button class="quiet" name="to" value="${to}" aria-label="${label}" title="${label}">${sign}</button>`
  return html`<form class="move" method="post" action="${action}">
    ${!isFirst && button('up', '↑', t('vocabularies.up', { name }))}
    ${!isLast && button('down', '↓', t('vocabularies.down', { name }))}
  </form>`
}
