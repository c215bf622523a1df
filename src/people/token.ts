import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32

/** For cookies and links; only its hash is kept, so that a stolen database opens no door. */
export function makeToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
