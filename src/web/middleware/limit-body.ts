import { bodyLimit } from 'hono/body-limit'
import { TooLarge } from '../refusals.ts'

/** A chapter of 600 KB in a script of three bytes a letter, percent-encoded, is 1.8 MB; this leaves room for ten. */
const MAX_BODY_BYTES = 20 * 1024 * 1024

export const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new TooLarge()
  },
})
