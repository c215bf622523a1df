import type { FieldErrors } from '../../../errors.ts'
import type { DeletionPreview } from '../../../moderation/vocabularies/delete-vocabulary.ts'
import { paths } from '../../paths.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'

export interface DeleteVocabularyProps extends DeletionPreview {
  /** What was chosen: `gone`, the id of another vocabulary, or nothing yet. */
  chosen: string
  errors: FieldErrors
}

/** Says what works would lose before anything is lost. */
export function deleteVocabularyPage(chrome: Chrome, props: DeleteVocabularyProps): Html {
  const { t } = chrome
  const { vocabulary, tagCount, errors } = props
  const title = t('vocabularies.deleteTitle', { name: vocabulary.name })
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1 dir="auto">${title}</h1>
      ${effects(chrome, props)}
      <form method="post" action="${paths.deleteVocabulary({ kind: vocabulary.id })}">
        ${tagCount > 0 && choices(chrome, props)}
        ${errors.form && html`<p class="error">${errors.form}</p>`}
        <p class="buttons">
          <button class="danger" type="submit">${t('vocabularies.delete')}</button>
          <a href="${paths.vocabularies({})}">${t('rooms.cancel')}</a>
        </p>
      </form>`,
  )
}

function effects({ t }: Chrome, { tagCount, workCount, gatedCount, followerCount }: DeleteVocabularyProps): Html {
  if (tagCount === 0) return html`<p>${t('vocabularies.deleteEmpty')}</p>`
  return html`<p>${t('vocabularies.deleteCounts', { tags: tagCount, works: workCount })}</p>
    ${gatedCount > 0 && html`<p class="notice danger">${t('vocabularies.deleteGates', { count: gatedCount })}</p>`}
    ${followerCount > 0 && html`<p>${t('vocabularies.deleteFollowers', { count: followerCount })}</p>`}`
}

function choices({ t }: Chrome, { others, workCount, chosen, errors }: DeleteVocabularyProps): Html {
  const choice = (value: string, label: string) =>
    html`<li class="alone">
      <label class="check"
        ><input type="radio" name="tags" value="${value}" required${value === chosen && html` checked`} /> ${label}</label
      >
    </li>`
  return html`<fieldset class="checks${errors.tags ? ' has-error' : ''}">
    <legend>${t('vocabularies.deleteChoice')}</legend>
    ${errors.tags && html`<p class="error">${errors.tags}</p>`}
    <ul>
      ${others.map(({ id, name }) => choice(String(id), t('vocabularies.deleteInto', { name })))}
      ${choice('gone', t('vocabularies.deleteGone', { works: workCount }))}
    </ul>
  </fieldset>`
}
