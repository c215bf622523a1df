import { randomBytes } from 'node:crypto'
import { type FieldErrors, fieldErrors, Refusal } from '../../../errors.ts'
import type { Form } from '../../forms.ts'

/** What came of a form: done, or the messages to show it again with. */
export type Attempt<Done> = { done: Done } | { errors: FieldErrors; status: 409 | 422 }

export async function attempt<Done>(command: () => Promise<Done>): Promise<Attempt<Done>> {
  try {
    return { done: await command() }
  } catch (error) {
    const errors = fieldErrors(error)
    return { errors, status: (error as Refusal).code === 'conflict' ? 409 : 422 }
  }
}

/** Hidden in a form that makes something, so that sending it twice makes one thing. */
export function makeFormToken(): string {
  return randomBytes(15).toString('base64url')
}

/** A form without its token, or with a strange one, counts as new. */
export function formToken(form: Form): string {
  const token = form.text('token')
  return /^[\w-]{8,64}$/.test(token) ? token : makeFormToken()
}
