import type { Problem } from '../../search/read-address.ts'
import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'
import type { FoundList } from './find-list.ts'
import { mistakeSentence } from './query-mistakes.ts'

/** Why the list is not what was meant, in sentences. What concerns one field alone stands beside it in the panel. */
export function troublesOf(t: Messages, { problems, troubles, text }: FoundList): Html | false {
  const isBeside =
    troubles.size > 0 || problems.some(({ kind }) => kind === 'unreadable number' || kind === 'unreadable day')
  const told = [
    ...problems.flatMap((problem) => sentence(t, problem) ?? []),
    ...text.mistakes.map((mistake) => mistakeSentence(t, mistake)),
    ...(text.isCutOff ? [t('find.cutOff')] : []),
  ]
  if (!isBeside && told.length === 0) return false
  return html`<div class="notice" role="alert">
    ${isBeside && html`<p>${t('find.mistake')}</p>`} ${told.map((words) => html`<p>${words}</p>`)}
  </div>`
}

function sentence(t: Messages, problem: Problem): string | null {
  switch (problem.kind) {
    case 'backwards':
      return t(`find.backwards.${problem.field}`)
    case 'contradiction':
      return t('find.contradiction', { value: problem.value })
    case 'unreadable word':
      return t('find.unreadableWord', { value: problem.value, field: problem.field })
    case 'unknown':
      if (problem.field === 'author') return t('find.unknownAuthor', { value: problem.value })
      return t(problem.field === 'without' ? 'find.unknownTagLeft' : 'find.unknownTag', { value: problem.value })
    default:
      return null
  }
}
