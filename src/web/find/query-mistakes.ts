import type { Mistake } from '../../search/texts/mistakes.ts'
import type { Messages } from '../messages/messages.ts'

/** What was not understood in a search, as a sentence. */
export function mistakeSentence(t: Messages, mistake: Mistake): string {
  const { kind, ...values } = mistake
  return t(`find.query.${kind}`, values)
}
