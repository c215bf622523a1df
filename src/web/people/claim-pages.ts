import type { FieldErrors } from '../../errors.ts'
import { paths } from '../paths.ts'
import { mistakes, textArea, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { linkOver } from './confirm-page.ts'
import { newPassword } from './new-password.ts'

export interface ClaimFormProps {
  name: string
  email: string
  errors: FieldErrors
}

/** For who still reads the mail that the account had on the old site. */
export function claimForm(chrome: Chrome, { name, email, errors }: ClaimFormProps): Html {
  const { t } = chrome
  const title = t('claims.title')
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      <p>${t('claims.text')}</p>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.claim({})}">
        ${textField({ name: 'name', label: t('people.name'), value: name, required: true, error: errors.name })}
        ${textField({
          name: 'email',
          label: t('claims.oldEmail'),
          hint: t('claims.oldEmailHint'),
          type: 'email',
          value: email,
          autocomplete: 'email',
          required: true,
          error: errors.email,
        })}
        <p class="buttons"><button type="submit">${t('people.lostButton')}</button></p>
      </form>
      <p>${t('claims.noOldEmail')}</p>`,
  )
}

export interface ClaimAuthorProps {
  author: { name: string; slug: string }
  email: string
  reason: string
  errors: FieldErrors
}

/** Both ways to a name: by the old mail, or by asking the owners. */
export function claimAuthorPage(chrome: Chrome, { author, email, reason, errors }: ClaimAuthorProps): Html {
  const { t, viewer } = chrome
  const title = t('claims.askTitle', { name: author.name })
  const byMail = html`<a href="${paths.claim({}, { name: author.name })}">${t('claims.byMail')}</a>`
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1 dir="auto">${title}</h1>
      <p>${t.rich('claims.byMailText', { link: byMail })}</p>
      <h2>${t('claims.askOwners')}</h2>
      <p>${viewer.kind === 'member' ? t('claims.askAsMember', { name: viewer.name }) : t('claims.askAsVisitor')}</p>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.claimAuthor({ slug: author.slug })}">
        ${
          viewer.kind === 'guest' &&
          textField({
            name: 'email',
            label: t('people.email'),
            hint: t('claims.emailHint'),
            type: 'email',
            value: email,
            autocomplete: 'email',
            required: true,
            error: errors.email,
          })
        }
        ${textArea({
          name: 'reason',
          label: t('claims.reason'),
          hint: t('claims.reasonHint'),
          value: reason,
          required: true,
          error: errors.reason,
        })}
        <p class="buttons"><button type="submit">${t('claims.askButton')}</button></p>
      </form>`,
  )
}

export interface ClaimPasswordProps {
  token: string
  name: string
  errors: FieldErrors
}

export function claimPasswordForm(chrome: Chrome, { token, name, errors }: ClaimPasswordProps): Html {
  const { t } = chrome
  const title = t('claims.linkTitle')
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      <p>${t.rich('claims.linkText', { name: html`<strong dir="auto">${name}</strong>` })}</p>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.claimLink({ token })}">
        ${newPassword(t, errors)}
        <p class="buttons"><button type="submit">${t('claims.linkButton')}</button></p>
      </form>`,
  )
}

export function claimLinkOver(chrome: Chrome): Html {
  const ask = html`<a href="${paths.claim({})}">${chrome.t('people.askAgain')}</a>`
  return linkOver(chrome, chrome.t.rich('people.linkOverReset', { ask }))
}
