import type { FieldErrors } from '../../errors.ts'
import type { ProfileField } from '../../people/profile-fields.ts'
import type { listPseuds } from '../../people/pseuds.ts'
import type { MessageKey } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { checkField, mistakes, textArea, textField } from '../ui/field.ts'
import { doneNotice } from '../ui/done.ts'
import { html, type Html } from '../ui/html.ts'
import { profileInputs } from './profile-parts.ts'
import { type Chrome, layout } from '../ui/layout.ts'

type Pseud = Awaited<ReturnType<typeof listPseuds>>[number]

const NOTICES: Readonly<Record<string, MessageKey>> = { added: 'people.pseudAdded', saved: 'people.pseudSaved' }

export interface PseudListProps {
  /** What was typed for a new one. */
  name: string
  done?: string
  errors?: FieldErrors
}

export function showPseuds(chrome: Chrome, pseuds: readonly Pseud[], { name, done, errors }: PseudListProps): Html {
  const { t } = chrome
  const title = t('people.pseuds')
  const notice = doneNotice(NOTICES, done)
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      ${notice && html`<p class="notice" role="status">${t(notice)}</p>`}
      <p>${t('people.pseudsHint')}</p>
      <ul>
        ${pseuds.map((pseud) => row(chrome, pseud))}
      </ul>
      <h2>${t('people.addPseud')}</h2>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.accountPseuds({})}">
        ${textField({ name: 'name', label: t('people.newPseud'), value: name, required: true, error: errors?.name })}
        <p class="buttons"><button type="submit">${t('people.addPseud')}</button></p>
      </form>
      <p><a href="${paths.account({})}">${t('people.backToAccount')}</a></p>`,
  )
}

function row({ t }: Chrome, { id, name, slug, isDefault }: Pseud): Html {
  return html`<li>
    <a href="${paths.author({ slug })}">${name}</a> ${isDefault && html`(${t('people.defaultPseud')})`} ·
    <a href="${paths.accountPseud({ pseud: id })}">${t('people.editPseud')}</a>
  </li>`
}

export function pseudForm(chrome: Chrome, pseud: Pseud, profile: readonly ProfileField[], errors?: FieldErrors): Html {
  const { t } = chrome
  const title = t('people.editPseudTitle', { name: pseud.name })
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.accountPseud({ pseud: pseud.id })}">
        ${textArea({
          name: 'bio',
          label: t('people.bio'),
          hint: t('people.bioHint'),
          value: pseud.bioSource,
          rows: 10,
          error: errors?.bio,
        })}
        ${profileInputs(t, profile, errors)} ${!pseud.isDefault && checkField({ name: 'default', label: t('people.makeDefault') })}
        <p class="buttons"><button type="submit">${t('people.save')}</button></p>
      </form>
      <p><a href="${paths.accountPseuds({})}">${t('people.pseuds')}</a></p>`,
  )
}
