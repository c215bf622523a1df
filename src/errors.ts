export type RefusalCode = 'not_found' | 'not_allowed' | 'invalid' | 'conflict' | 'too_many'

/** What there was too much of; only with `too_many`. */
export type TooMuch = 'tries' | 'searches' | 'works'

export type FieldErrors = Readonly<Record<string, string>>

/** An expected "no". `fields` names the form field of each message; only `invalid` and `conflict` carry it. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly fields: FieldErrors
  /** Seconds after which trying again makes sense; only with `too_many`. */
  readonly retryAfterSeconds: number | null
  readonly tooMuch: TooMuch

  constructor(code: RefusalCode, message: string, more: More = {}) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.fields = more.fields ?? {}
    this.retryAfterSeconds = more.retryAfterSeconds ?? null
    this.tooMuch = more.tooMuch ?? 'tries'
  }
}

interface More {
  fields?: FieldErrors
  retryAfterSeconds?: number
  tooMuch?: TooMuch
}

export function notFound(what: string): Refusal {
  return new Refusal('not_found', `${what} not found.`)
}

export function notAllowed(message: string): Refusal {
  return new Refusal('not_allowed', message)
}

export function invalid(fields: FieldErrors): Refusal {
  return new Refusal('invalid', Object.values(fields).join(' '), { fields })
}

export function conflict(message: string, fields: FieldErrors = {}): Refusal {
  return new Refusal('conflict', message, { fields })
}

export function tooMany(message: string, retryAfterSeconds: number, tooMuch: TooMuch = 'tries'): Refusal {
  return new Refusal('too_many', message, { retryAfterSeconds, tooMuch })
}

/** The messages of a form mistake; anything that is not one is thrown again. */
export function fieldErrors(error: unknown): FieldErrors {
  if (error instanceof Refusal && (error.code === 'invalid' || error.code === 'conflict')) {
    return Object.keys(error.fields).length > 0 ? error.fields : { form: error.message }
  }
  throw error
}
