/**
 * What a command of this room wants to be mailed. The room upstairs that knows about mail writes and sends it.
 * Both of a pair (as the first two) are returned for the same answer on the page.
 */
export type Letter =
  | { kind: 'confirm_registration'; to: string; token: string }
  | { kind: 'already_registered'; to: string }
  | { kind: 'confirm_email'; to: string; name: string; token: string }
  | { kind: 'email_in_use'; to: string }
  | { kind: 'email_changed'; to: string; name: string; newEmail: string }
  | { kind: 'password_changed'; to: string; name: string }
  | { kind: 'reset_password'; to: string; accounts: ReadonlyArray<{ name: string; token: string }> }
  | { kind: 'claim'; to: string; accounts: ReadonlyArray<{ name: string; token: string }> }
  | { kind: 'claim_joined'; to: string; name: string; member: string }
  | { kind: 'claim_refused'; to: string; name: string; reason: string }

/** Whole addresses of the archive's pages; `TOKEN` stands where a letter's token goes. */
export interface LetterLinks {
  home: string
  logIn: string
  lostPassword: string
  confirmRegistration: string
  confirmEmail: string
  resetPassword: string
  claim: string
}
