import type { Member } from '../../../people/viewer.ts'
import type { ToHide } from '../../../reading/hiding/find-to-hide.ts'
import type { Hidden, HiddenThing } from '../../../reading/hiding/hidden.ts'
import type { HiddenLine } from '../../../reading/hiding/list-hidden.ts'
import type { Paged } from '../../../store/paging.ts'
import type { LanguageCount } from '../../../works/list-languages.ts'
import { pastTheEnd } from '../../browse/work-list.ts'
import { paths } from '../../paths.ts'
import { doneNotice } from '../../ui/done.ts'
import { checkField } from '../../ui/field.ts'
import { html, type Html } from '../../ui/html.ts'
import { languageName } from '../../ui/language-name.ts'
import { type Chrome, layout } from '../../ui/layout.ts'
import { pager } from '../../ui/pager.ts'
import { thingValue } from './things.ts'

export interface HiddenProps {
  member: Member
  hidden: Paged<HiddenLine>
  /** What was searched for among it; empty: nothing. */
  words: string
  /** What to hide was searched for; empty: nothing. */
  find: string
  found: readonly ToHide[]
  /** All that is hidden. */
  all: Hidden
  languages: readonly LanguageCount[]
  done: string | undefined
}

const NOTICES = { saved: 'hiding.saved', hidden: 'hiding.hidden', shown: 'hiding.shown' } as const

export function hiddenPage(chrome: Chrome, props: HiddenProps): Html {
  const { t } = chrome
  const notice = doneNotice(NOTICES, props.done)
  return layout(
    chrome,
    { title: t('hiding.title'), unlisted: true, shape: 'narrow' },
    html`<h1>${t('hiding.title')}</h1>
      ${notice && html`<p class="notice good" role="status">${t(notice)}</p>`}
      <p class="quiet">${t('hiding.about')}</p>
      ${wishes(chrome, props)} ${more(chrome, props)} ${list(chrome, props)}
      <p><a href="${paths.account({})}">${t('people.backToAccount')}</a></p>`,
  )
}

function wishes({ t }: Chrome, { member, languages }: HiddenProps): Html {
  const { hideFinished, hideDropped, onlyLanguages } = member.preferences
  const counted = new Set(languages.map(({ language }) => language))
  // What was chosen stays there when its last work is gone.
  const all = [
    ...languages,
    ...onlyLanguages.filter((language) => !counted.has(language)).map((language) => ({ language, count: 0 })),
  ]
  return html`<form method="post" action="${paths.hidingWishes({})}">
    <h2>${t('hiding.wishes')}</h2>
    <div class="field">
      ${checkField({ name: 'hideFinished', label: t('hiding.finished'), checked: hideFinished })}
      ${checkField({ name: 'hideDropped', label: t('hiding.dropped'), checked: hideDropped })}
    </div>
    ${
      all.length > 0 &&
      html`<fieldset>
        <legend>${t('hiding.languages')}</legend>
        <p class="hint">${t('hiding.languagesHint')}</p>
        <div class="field languages-wished">
          ${all.map(({ language, count }) =>
            checkField({
              name: 'languages',
              value: language,
              label: t('hiding.language', { language: languageName(language), count: t.number(count) }),
              checked: onlyLanguages.includes(language),
            }),
          )}
        </div>
      </fieldset>`
    }
    <p class="buttons"><button type="submit">${t('hiding.saveWishes')}</button></p>
  </form>`
}

function more(chrome: Chrome, { find, found, all, words }: HiddenProps): Html {
  const { t } = chrome
  const isHidden = ({ kind, id }: ToHide) => (kind === 'tag' ? all.tags : all.pseuds).includes(id)
  return html`<section id="more" aria-labelledby="more-title">
    <h2 id="more-title">${t('hiding.more')}</h2>
    <p class="hint">${t('hiding.moreHint')}</p>
    <form class="search-line" role="search" action="${paths.hidden({})}#more" aria-label="${t('hiding.more')}">
      <label for="find">${t('hiding.search')}</label>
      <input id="find" name="find" type="search" value="${find}" maxlength="200" dir="auto" />
      ${words !== '' && html`<input type="hidden" name="words" value="${words}" />`}
      <button class="quiet" type="submit">${t('hiding.find')}</button>
    </form>
    ${find !== '' && html`<p class="quiet">${t(found.length > 0 ? 'hiding.found' : 'hiding.noneFound', { words: find })}</p>`}
    <ul class="my-works hidden-things">
      ${found.map((thing) => line(chrome, thing, isHidden(thing) ? 'show' : 'hide'))}
    </ul>
  </section>`
}

function list(chrome: Chrome, { hidden, words, find }: HiddenProps): Html {
  const { t } = chrome
  const { page, pageCount, rows, total } = hidden
  const linkTo = (page: number) => `${paths.hidden({}, { words, page: page === 1 ? null : page })}#hidden`
  const isEmpty = total === 0 && words === ''
  return html`<section id="hidden" aria-labelledby="hidden-title">
    <h2 id="hidden-title">${isEmpty ? t('hiding.empty') : t(words === '' ? 'hiding.list' : 'hiding.listFound', { count: total, words })}</h2>
    ${(words !== '' || pageCount > 1 || total > FEW) && search(chrome, words, find)}
    ${total > 0 && rows.length === 0 && pastTheEnd(t, linkTo)}
    <ul class="my-works hidden-things">
      ${rows.map((thing) => line(chrome, thing, 'show'))}
    </ul>
    ${pager({ t, page, pageCount, linkTo })} ${!isEmpty && takeAlong(chrome)}
  </section>`
}

/** More of it is worth a search. */
const FEW = 12

function search({ t }: Chrome, words: string, find: string): Html {
  return html`<form class="search-line" role="search" action="${paths.hidden({})}#hidden" aria-label="${t('hiding.among')}">
    <label for="words">${t('hiding.among')}</label>
    <input id="words" name="words" type="search" value="${words}" maxlength="200" dir="auto" />
    ${find !== '' && html`<input type="hidden" name="find" value="${find}" />`}
    <button class="quiet" type="submit">${t('hiding.find')}</button>
  </form>`
}

interface Line extends HiddenThing {
  name: string | null
  slug: string
  vocabulary: { slug: string; name: string } | null
}

function line({ t, here }: Chrome, thing: Line, deed: 'hide' | 'show'): Html {
  const name = thing.name ?? t('hiding.closed')
  const kind = thing.vocabulary?.name ?? t(thing.kind === 'author' ? 'hiding.kind.author' : 'hiding.kind.work')
  const address = addressOf(thing)
  return html`<li>
    <form class="tools" method="post" action="${paths.hidden({})}">
      <p>
        ${address === null ? html`<span class="quiet">${name}</span>` : html`<a href="${address}" dir="auto">${name}</a>`}
        <span class="quiet small" dir="auto">${kind}</span>
      </p>
      <input type="hidden" name="to" value="${here}" />
      <button class="link" name="${deed}" value="${thingValue(thing)}" aria-label="${t(`hiding.${deed}Full`, { name })}">
        ${t(`hiding.${deed}`)}
      </button>
    </form>
  </li>`
}

/** Null: there is nothing to be seen. */
export function addressOf({ kind, id, name, slug, vocabulary }: Line): string | null {
  if (name === null) return null
  if (kind === 'author') return paths.author({ slug })
  return kind === 'tag' ? paths.tag({ vocabulary: vocabulary?.slug ?? '', tag: slug }) : paths.work({ work: id })
}

function takeAlong({ t }: Chrome): Html {
  return html`<p class="quiet">
    ${t('hiding.export')} <a href="${paths.hiddenCsv({})}">${t('shelves.csv')}</a> ·
    <a href="${paths.hiddenJson({})}">${t('shelves.json')}</a>
  </p>`
}
