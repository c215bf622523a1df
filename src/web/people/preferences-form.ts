import type { Preferences } from '../../people/preferences.ts'
import { isModerator, type Viewer } from '../../people/viewer.ts'
import type { Form } from '../forms.ts'
import { paths } from '../paths.ts'
import { checkField, selectField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

const FLAGS = ['ageConsent', 'mailAboutReviews', 'mailAboutReplies', 'mailAboutUpdates', 'contentsFirst'] as const
/** Of those only who have a queue to look after. */
const MODERATOR_FLAGS = ['mailAboutSubmissions'] as const

export function preferencesForm(chrome: Chrome, preferences: Preferences): Html {
  const { t } = chrome
  const title = t('people.preferences')
  const flags = isModerator(chrome.viewer) ? [...FLAGS, ...MODERATOR_FLAGS] : FLAGS
  const choices = [
    { value: 'updated', label: t('people.sortByUpdated') },
    { value: 'title', label: t('people.sortByTitle') },
  ]
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      <form method="post" action="${paths.accountPreferences({})}">
        <div class="field">
          ${flags.map((name) => checkField({ name, label: t(`people.${name}`), checked: preferences[name] }))}
        </div>
        ${selectField({ name: 'sortBy', label: t('people.sortBy'), value: preferences.sortBy, choices })}
        <p class="buttons"><button type="submit">${t('people.save')}</button></p>
      </form>
      <p><a href="${paths.hidden({})}">${t('hiding.title')}</a></p>
      <p><a href="${paths.account({})}">${t('people.backToAccount')}</a></p>`,
  )
}

/** What the viewer's form does not have stays as it is. */
export function readPreferences(form: Form, viewer: Viewer): Partial<Preferences> {
  const shown = isModerator(viewer) ? [...FLAGS, ...MODERATOR_FLAGS] : FLAGS
  const flags = Object.fromEntries(shown.map((name) => [name, form.has(name)]))
  return { ...flags, sortBy: form.text('sortBy') === 'title' ? 'title' : 'updated' }
}
