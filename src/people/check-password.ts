import { invalid } from '../errors.ts'

export const SHORTEST_PASSWORD = 8
export const LONGEST_PASSWORD = 200

/** For new passwords only: old ones are taken as they are. Refuses with `invalid`, under the field's name. */
export function checkNewPassword(password: string, field = 'password'): void {
  const length = [...password].length
  if (length < SHORTEST_PASSWORD) {
    throw invalid({ [field]: `A password has at least ${SHORTEST_PASSWORD} characters.` })
  }
  if (length > LONGEST_PASSWORD) throw invalid({ [field]: `A password has at most ${LONGEST_PASSWORD} characters.` })
}

/** What is longer was never a password here, and costs no work. */
export function couldBePassword(password: string): boolean {
  return password !== '' && password.length <= 4 * LONGEST_PASSWORD
}
