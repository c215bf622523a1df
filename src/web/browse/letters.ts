import { type Letter, LETTERS } from '../../store/letters.ts'
import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'

/** A to Z and the rest; `current` null is all of them. */
export function letters(t: Messages, current: Letter | null, linkTo: (letter: Letter | null) => string): Html {
  const entry = (letter: Letter | null, words: string) =>
    html`<li><a href="${linkTo(letter)}" ${letter === current && html`aria-current="page"`}>${words}</a></li>`
  return html`<nav class="letters" aria-label="${t('browse.letters')}">
    <ul>
      ${entry(null, t('browse.all'))} ${LETTERS.map((letter) => entry(letter, letter.toUpperCase()))}
      ${entry('other', t('browse.other'))}
    </ul>
  </nav>`
}
