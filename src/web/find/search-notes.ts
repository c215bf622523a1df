import type { Mistake } from '../../search/texts/mistakes.ts'
import type { TextAnswer } from '../../search/texts/text-search.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'

/** What of a search was not understood, or done otherwise than it says, and what its answer lacks. */
export function searchNotes(
  t: Messages,
  mistakes: readonly Mistake[],
  answer: Pick<TextAnswer, 'isCutOff' | 'waiting'> | null,
): Html | false {
  const told = [
    ...mistakes.map((mistake) => sentenceFor(t, mistake)),
    ...(answer?.isCutOff ? [t('searching.cutOff')] : []),
    ...(answer && answer.waiting > 0 ? [waitingSentence(t, answer.waiting)] : []),
  ]
  if (told.length === 0) return false
  return html`<div class="notice" role="status">
    ${told.map((sentence) => html`<p>${sentence}</p>`)}
    ${mistakes.length > 0 && html`<p><a href="${paths.searchHelp({})}">${t('searching.help')}</a></p>`}
  </div>`
}

export function sentenceFor(t: Messages, { kind, ...values }: Mistake): string {
  if (kind === 'unknown_name' && 'word' in values && /^ratings?$/.test(values.word)) {
    return t('searching.mistake.unknown_rating', values)
  }
  return t(`searching.mistake.${kind}`, values)
}

function waitingSentence(t: Messages, count: number): string {
  return count > 1000 ? t('searching.waitingMany') : t('searching.waiting', { count })
}
