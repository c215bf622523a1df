import type { ChallengeInput } from '../../collections/issue-challenge.ts'
import type { FieldErrors } from '../../errors.ts'
import { tagField } from '../../tags/choose-tags.ts'
import type { FormVocabulary } from '../../tags/list-form-vocabularies.ts'
import { LONGEST_TITLE } from '../../works/check-input.ts'
import { mistakes, textArea, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { vocabularyField } from '../works/edit/choices.ts'

export interface ChallengeFormProps {
  heading: string
  /** Where the form goes. */
  action: string
  input: ChallengeInput
  vocabularies: readonly FormVocabulary[]
  errors: FieldErrors
}

export function challengeForm(
  chrome: Chrome,
  { heading, action, input, vocabularies, errors }: ChallengeFormProps,
): Html {
  const { t } = chrome
  const title = { name: 'title', label: t('challenges.fieldTitle'), value: input.title, error: errors.title }
  const summary = { label: t('challenges.fieldSummary'), hint: t('challenges.summaryHint'), value: input.summary }
  return layout(
    chrome,
    { title: heading, unlisted: true },
    html`<h1>${heading}</h1>
      ${mistakes(t, errors)}
      <form class="writing" method="post" action="${action}">
        ${textField({ ...title, required: true, maxLength: input.title.length > LONGEST_TITLE ? undefined : LONGEST_TITLE })}
        ${textArea({ ...summary, name: 'summary', error: errors.summary, rows: 6 })}
        ${vocabularies.map((vocabulary) =>
          vocabularyField({
            t,
            vocabulary,
            choice: input.tags.get(vocabulary.id),
            error: errors[tagField(vocabulary)],
          }),
        )}
        <div class="buttons"><button type="submit">${t('challenges.save')}</button></div>
      </form>`,
  )
}
