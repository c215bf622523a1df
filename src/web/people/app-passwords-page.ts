import type { FieldErrors } from '../../errors.ts'
import type { AppPassword } from '../../people/app-passwords.ts'
import { paths } from '../paths.ts'
import { checkField, mistakes, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { day } from '../ui/time.ts'

export interface AppPasswordsProps {
  passwords: readonly AppPassword[]
  /** Just made: its only appearance. */
  made?: { name: string; word: string }
  /** Absolute, to be typed into a program. */
  catalogue: string
  draft: { name: string; acceptsWarnings: boolean }
  errors?: FieldErrors
  isRevoked: boolean
}

export function appPasswordsPage(chrome: Chrome, props: AppPasswordsProps): Html {
  const { t } = chrome
  const title = t('apps.title')
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      ${props.isRevoked && html`<p class="notice good" role="status">${t('apps.revoked')}</p>`} ${justMade(chrome, props)}
      <p>${t('apps.intro')}</p>
      <p>${t.rich('apps.catalogue', { address: html`<code>${props.catalogue}</code>` })}</p>
      ${mistakes(t, props.errors)}
      <form method="post" action="${paths.appPasswords({})}">
        <h2>${t('apps.new')}</h2>
        ${textField({ name: 'name', label: t('apps.name'), hint: t('apps.nameHint'), value: props.draft.name, error: props.errors?.name, required: true, maxLength: 60 })}
        <div class="field">
          ${checkField({ name: 'acceptsWarnings', label: t('apps.acceptsWarnings'), checked: props.draft.acceptsWarnings })}
        </div>
        <p class="buttons"><button type="submit">${t('apps.make')}</button></p>
      </form>
      <h2>${t('apps.yours')}</h2>
      ${props.passwords.length === 0 && html`<p class="empty">${t('apps.none')}</p>`}
      <ul class="my-works">
        ${props.passwords.map((password) => line(chrome, password))}
      </ul>
      <p><a href="${paths.account({})}">${t('people.backToAccount')}</a></p>`,
  )
}

function justMade({ t }: Chrome, { made }: AppPasswordsProps): Html | false {
  if (!made) return false
  return html`<div class="notice good" role="status">
    <p>${t('apps.made', { name: made.name })}</p>
    <p class="app-password"><code>${made.word}</code></p>
    <p>${t('apps.once')}</p>
  </div>`
}

function line({ t }: Chrome, { id, name, createdAt, usedAt, acceptsWarnings }: AppPassword): Html {
  const used = usedAt === null ? t('apps.neverUsed') : t.rich('apps.used', { date: day(t, usedAt) })
  return html`<li>
    <form class="tools" method="post" action="${paths.revokeAppPassword({ app: id })}">
      <p>
        <strong dir="auto">${name}</strong>
        <span class="quiet small">
          ${t.rich('apps.madeOn', { date: day(t, createdAt) })} · ${used}${acceptsWarnings && html` · ${t('apps.pastWarnings')}`}
        </span>
      </p>
      <button class="link" type="submit" aria-label="${t('apps.revokeNamed', { name })}">${t('apps.revoke')}</button>
    </form>
  </li>`
}
