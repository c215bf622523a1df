import type { Letter } from '../../store/letters.ts'
import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'

/** Those that lead somewhere, and the current one whether it does or not; `current` null is all of them, absent: no list is shown. */
export function letters(
  t: Messages,
  { offered, current }: { offered: readonly Letter[]; current?: Letter | null },
  linkTo: (letter: Letter | null) => string,
): Html | false {
  if (offered.length === 0 && !current) return false
  const shown = !current || offered.includes(current) ? offered : [...offered, current]
  const entry = (letter: Letter | null, words: string) =>
    html`<li><a href="${linkTo(letter)}" ${letter === current && html`aria-current="page"`}>${words}</a></li>`
  return html`<nav class="letters" aria-label="${t('browse.letters')}">
    <ul>
      ${entry(null, t('browse.all'))}
      ${shown.map((letter) => entry(letter, letter === 'other' ? t('browse.other') : letter.toUpperCase()))}
    </ul>
  </nav>`
}
