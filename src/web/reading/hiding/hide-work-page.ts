import type { Reason } from '../../../reading/hiding/list-reasons.ts'
import type { FoundWork } from '../../../works/find-work.ts'
import type { WorkTag } from '../../../works/list-work-tags.ts'
import { paths } from '../../paths.ts'
import { html, type Html } from '../../ui/html.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { languageOf } from '../../ui/prose.ts'
import { thingOf, thingValue } from './things.ts'

export interface HideWorkProps {
  work: FoundWork
  tags: readonly WorkTag[]
  /** Why it is hidden already. */
  reasons: readonly Reason[]
  to: string
  mistake?: string
}

/** What of a work is never to be seen again: itself, who wrote it, or what it is about. */
export function hideWorkPage(chrome: Chrome, { work, tags, reasons, to, mistake }: HideWorkProps): Html {
  const { t } = chrome
  const hidden = new Set(reasons.flatMap((reason) => thingOf(reason, work.id) ?? []).map(thingValue))
  const link = html`<a href="${paths.work({ work: work.id })}" ${languageOf(work.language)}>${work.title}</a>`
  const choice = (value: string, label: Html | string, isFirst = false) => {
    const isHidden = hidden.has(value)
    return html`<label class="check"
      ><input type="checkbox" name="hide" value="${value}" ${isHidden ? html`checked disabled` : isFirst && html`checked`} />
      <span>${label}${isHidden && html` <span class="quiet small">(${t('hiding.isHidden')})</span>`}</span></label
    >`
  }
  const bold = (name: string) => html`<strong dir="auto">${name}</strong>`
  // What would give a story away is not named here either.
  const open = tags.filter((tag) => tag.spoiler === 0)
  return layout(
    chrome,
    { title: t('hiding.workTitle', { title: work.title }), unlisted: true, shape: 'narrow' },
    html`<h1>${t.rich('hiding.workTitle', { title: link })}</h1>
      ${mistake !== undefined && html`<p class="notice danger" role="alert">${mistake}</p>`}
      <form method="post" action="${paths.hidden({})}">
        <input type="hidden" name="to" value="${to}" />
        <input type="hidden" name="work" value="${work.id}" />
        <fieldset>
          <legend>${t('hiding.what')}</legend>
          ${choice(thingValue({ kind: 'work', id: work.id }), t('hiding.thisWork'), true)}
          ${work.creators.map(({ pseudId: id, name }) => choice(thingValue({ kind: 'author', id }), t.rich('hiding.byAuthor', { name: bold(name) })))}
          ${open.map(({ id, name, vocabularyName }) => choice(thingValue({ kind: 'tag', id }), html`${t.rich('hiding.withTag', { tag: bold(name) })} <span class="quiet small" dir="auto">${vocabularyName}</span>`))}
        </fieldset>
        <p class="hint">${t('hiding.moreHint')}</p>
        <p class="buttons"><button type="submit">${t('hiding.hideThese')}</button></p>
      </form>
      <p><a href="${to}">${t('hiding.backToList')}</a> · <a href="${paths.hidden({})}">${t('hiding.seeAll')}</a></p>`,
  )
}
