import type { RecommendationInput } from '../../collections/recommend.ts'
import type { FieldErrors } from '../../errors.ts'
import { tagField } from '../../tags/choose-tags.ts'
import type { FormVocabulary } from '../../tags/list-form-vocabularies.ts'
import { checkField, mistakes, textArea, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { vocabularyField } from '../works/edit/choices.ts'

export interface RecommendationFormProps {
  heading: string
  action: string
  input: RecommendationInput
  vocabularies: readonly FormVocabulary[]
  errors: FieldErrors
}

export function recommendationForm(chrome: Chrome, props: RecommendationFormProps): Html {
  const { t } = chrome
  const { heading, action, input, vocabularies, errors } = props
  const summary = { name: 'summary', label: t('recommendations.fieldSummary'), hint: t('challenges.summaryHint') }
  const notes = { name: 'notes', label: t('recommendations.fieldNotes'), hint: t('challenges.summaryHint') }
  return layout(
    chrome,
    { title: heading, unlisted: true },
    html`<h1>${heading}</h1>
      ${mistakes(t, errors)}
      <form class="writing" method="post" action="${action}">
        ${textField({ name: 'title', label: t('recommendations.fieldTitle'), value: input.title, error: errors.title, required: true })}
        ${textField({ name: 'author', label: t('recommendations.fieldAuthor'), value: input.authorName, error: errors.author })}
        ${textField({ name: 'url', type: 'url', label: t('recommendations.fieldUrl'), hint: t('recommendations.urlHint'), value: input.url, error: errors.url, required: true })}
        ${textArea({ ...summary, value: input.summary, error: errors.summary, rows: 5 })}
        ${textArea({ ...notes, value: input.notes, error: errors.notes, rows: 5 })}
        ${vocabularies.map((vocabulary) =>
          vocabularyField({
            t,
            vocabulary,
            choice: input.tags.get(vocabulary.id),
            error: errors[tagField(vocabulary)],
          }),
        )}
        ${checkField({ name: 'complete', label: t('recommendations.fieldComplete'), checked: input.isComplete })}
        <div class="buttons"><button type="submit">${t('challenges.save')}</button></div>
      </form>`,
  )
}
