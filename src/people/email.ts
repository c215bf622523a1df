import { cleanText } from '../text/well-formed.ts'

const LONGEST = 254
const SHAPE = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/

/** Sane, not strict: one @, no spaces, nothing that could name a second recipient or start a header. */
export function isEmail(email: string): boolean {
  return email.length <= LONGEST && SHAPE.test(email) && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(email)
}

/** What two spellings of one address have in common; for account.email_folded. */
export function foldEmail(email: string): string {
  return cleanText(email).trim().normalize('NFC').toLowerCase()
}
