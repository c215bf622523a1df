// What the letters about accounts say. They repeat nothing that a stranger could have typed into a form.
import type { Letter, LetterLinks } from '../people/letter.ts'
import type { Mail } from './mail.ts'

export interface Sender {
  archiveName: string
  links: LetterLinks
}

export function writeLetter(letter: Letter, { archiveName, links }: Sender): Mail {
  const { subject, paragraphs } = contentOf(letter, archiveName, links)
  return { to: letter.to, subject, text: `${paragraphs.join('\n\n')}\n\n-- \n${archiveName}\n${links.home}\n` }
}

interface LetterText {
  subject: string
  paragraphs: string[]
}

const NOT_YOU = 'If this was not you, there is nothing to do: throw this mail away.'

function contentOf(letter: Letter, archive: string, links: LetterLinks): LetterText {
  switch (letter.kind) {
    case 'confirm_registration':
      return {
        subject: `Confirm your registration at ${archive}`,
        paragraphs: [
          `Somebody, we hope it was you, has registered at ${archive} with this e-mail address.`,
          `To begin, open this address within three days:\n${withToken(links.confirmRegistration, letter.token)}`,
          NOT_YOU,
        ],
      }
    case 'already_registered':
      return {
        subject: `You already have an account at ${archive}`,
        paragraphs: [
          `Somebody, perhaps you, wanted to register at ${archive} with this e-mail address. It has an account already.`,
          `To log in:\n${links.logIn}`,
          `If the password is lost:\n${links.lostPassword}`,
          NOT_YOU,
        ],
      }
    case 'confirm_email':
      return {
        subject: `Confirm your new e-mail address for ${archive}`,
        paragraphs: [
          `Hello ${letter.name},`,
          `to use this e-mail address at ${archive}, open this within a day:\n${withToken(links.confirmEmail, letter.token)}`,
          NOT_YOU,
        ],
      }
    case 'email_in_use':
      return {
        subject: `This e-mail address has an account at ${archive}`,
        paragraphs: [
          `A member of ${archive}, perhaps you, wanted to use this e-mail address. It belongs to another account already, so nothing was changed.`,
          `If the other account is yours and its password is lost:\n${links.lostPassword}`,
          NOT_YOU,
        ],
      }
    case 'email_changed':
      return {
        subject: `Your e-mail address at ${archive} was changed`,
        paragraphs: [
          `Hello ${letter.name},`,
          `your account at ${archive} has a new e-mail address now: ${letter.newEmail}`,
          `If this was not you, please answer this mail or write to the archive’s keepers at once.`,
        ],
      }
    case 'password_changed':
      return {
        subject: `Your password at ${archive} was changed`,
        paragraphs: [
          `Hello ${letter.name},`,
          `the password of your account at ${archive} was changed just now.`,
          `If this was not you, choose a new one at once:\n${links.lostPassword}`,
        ],
      }
    case 'reset_password':
      return {
        subject: `A new password for ${archive}`,
        paragraphs: [
          `Somebody, we hope it was you, asked for a new password at ${archive}. To choose one, open this address within two hours:`,
          ...letter.accounts.map(({ name, token }) => `${name}:\n${withToken(links.resetPassword, token)}`),
          'If this was not you, throw this mail away: the old password goes on.',
        ],
      }
    case 'claim':
      return {
        subject: `Your name at ${archive}`,
        paragraphs: [
          `At ${archive} works wait under a name that, it was said, is yours. To make the name yours, open this address within two weeks and choose a password:`,
          ...letter.accounts.map(({ name, token }) => `${name}:\n${withToken(links.claim, token)}`),
          'If this is not you, there is nothing to do: throw this mail away, and nothing changes.',
        ],
      }
    case 'claim_joined':
      return {
        subject: `${letter.name} is your pen name now`,
        paragraphs: [
          `Hello ${letter.member},`,
          `you asked for the name ${letter.name} at ${archive}. It belongs to your account now, with all that was written under it. Nobody sees that your pen names belong together.`,
          `Your account:\n${links.logIn}`,
        ],
      }
    case 'claim_refused':
      return {
        subject: `The name ${letter.name} at ${archive}`,
        paragraphs: [
          `Somebody, we hope it was you, asked ${archive} for the name ${letter.name}. The owners of the archive could not give it to you. They write:`,
          letter.reason,
          NOT_YOU,
        ],
      }
  }
}

function withToken(link: string, token: string): string {
  return link.replace('TOKEN', token)
}
