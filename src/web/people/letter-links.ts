import type { LetterLinks } from '../../people/letter.ts'
import { paths } from '../paths.ts'
import type { C } from '../respond.ts'

const TOKEN = 'TOKEN'

/** The addresses for mails that this request leads to. */
export function letterLinks(c: C, to: string | null = null): LetterLinks {
  const start = c.get('mailOrigin').replace(/\/+$/, '')
  return {
    home: start + paths.home({}),
    logIn: start + paths.login({}),
    lostPassword: start + paths.lostPassword({}),
    confirmRegistration: start + paths.confirmRegistration({ token: TOKEN }, { to }),
    confirmEmail: start + paths.confirmEmail({ token: TOKEN }),
    resetPassword: start + paths.resetPassword({ token: TOKEN }),
    claim: start + paths.claimLink({ token: TOKEN }),
  }
}
