import { type FieldErrors, fieldErrors, Refusal } from '../../errors.ts'
import { textOf } from '../refusals.ts'
import type { C } from '../respond.ts'

/** What to show beside the words that came; whoever is too quick keeps theirs as well. Anything else is thrown again. */
export function mistakesOf(error: unknown, c: C): { errors: FieldErrors; status: 422 | 429 } {
  const isTooQuick = error instanceof Refusal && error.code === 'too_many'
  return isTooQuick ? { errors: { form: textOf(error, c) }, status: 429 } : { errors: fieldErrors(error), status: 422 }
}
