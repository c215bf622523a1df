import type { MissingScript } from './missing-signs.ts'

export type Unprintable =
  | { kind: 'too_long' }
  | { kind: 'busy' }
  | { kind: 'no_typeface'; scripts: readonly MissingScript[] }

/** Why there is no PDF; every other format is still to be had. */
export class NoPdf extends Error {
  readonly why: Unprintable

  constructor(why: Unprintable) {
    super(`No PDF: ${why.kind}`)
    this.name = 'NoPdf'
    this.why = why
  }
}
