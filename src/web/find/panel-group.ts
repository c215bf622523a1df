// One vocabulary of the panel: its most frequent values in the list, each to be asked for or ruled out, and fields for
// the names of others.
import type { Chosen, ChosenTag } from '../../search/chosen.ts'
import { tagAddress } from '../../search/filter-address.ts'
import type { FilterVocabulary } from '../../tags/list-filter-vocabularies.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html, NOTHING } from '../ui/html.ts'
import { isAlwaysAny, isOneEnough } from './count-others.ts'
import { namesField } from './names-field.ts'
import { FIELDS, type NameTroubles } from './sent-form.ts'

/** A row of the group; null: how many have it is not known. */
export interface Value {
  id: number
  name: string
  slug: string
  count: number | null
}

export interface GroupProps {
  vocabulary: FilterVocabulary
  values: readonly Value[]
  chosen: Chosen
  troubles: NameTroubles
  /** The address of this page with this chosen as well. */
  linkTo: (chosen: Chosen) => string
  isOpen: boolean
  /** There are more values than these. */
  hasMore: boolean
}

/** Nothing where there is nothing to choose. */
export function panelGroup(t: Messages, props: GroupProps): Html | false {
  const { vocabulary, values, chosen, troubles } = props
  const { slug, name, spoiler } = vocabulary
  const own = (tags: readonly ChosenTag[]) => tags.filter((tag) => tag.vocabularyId === vocabulary.id)
  const [all, any, without] = [own(chosen.with), own(chosen.any), own(chosen.without)]
  const isAny = isOneEnough(vocabulary, chosen)
  const ids = { all: idsOf(all), any: idsOf(any), without: idsOf(without) }
  const count = all.length + any.length + without.length
  const [more, not] = [FIELDS.more(slug), FIELDS.not(slug)]
  const isTroubled = troubles.has(more) || troubles.has(not)
  if (values.length === 0 && !isTroubled) return false
  const isOpen = count > 0 || isTroubled || (props.isOpen && spoiler === 0)
  return html`<details class="group" ${isOpen && 'open'}>
    <summary>
      <span dir="auto">${name}</span>
      ${spoiler === 1 && html`<span class="quiet small">${t('find.spoiler')}</span>`}${count > 0 && html`<span class="badge">${t('find.chosen', { count })}</span>`}
    </summary>
    ${
      values.length > 0 &&
      html`<ul class="values">
        ${values.map((value) => row(t, { value, vocabularySlug: slug, isAny, ids }))}
      </ul>`
    }
    ${matching(t, props, { isAny, isMixed: all.length > 0 && any.length > 0 })}
    ${(props.hasMore || isTroubled) && namesFields(t, props, { more, not, isAny })}
  </details>`
}

function namesFields(
  t: Messages,
  props: GroupProps,
  { more, not, isAny }: { more: string; not: string; isAny: boolean },
): Html {
  const { vocabulary, chosen, troubles, linkTo } = props
  const { name, slug } = vocabulary
  const suggest = paths.suggestTags({ vocabulary: slug })
  return html`${namesField(t, {
    field: more,
    suggest,
    label: t('find.more'),
    name: t('find.moreOf', { vocabulary: name }),
    troubles,
    choose: (tag) => linkTo(alsoWith(chosen, isAny ? 'any' : 'with', tag)),
  })}
  ${namesField(t, {
    field: not,
    suggest,
    label: t('find.not'),
    name: t('find.notOf', { vocabulary: name }),
    troubles,
    choose: (tag) => linkTo(alsoWith(chosen, 'without', tag)),
  })}`
}

function alsoWith(chosen: Chosen, field: 'with' | 'any' | 'without', tag: ChosenTag): Chosen {
  return { ...chosen, [field]: [...chosen[field], tag] }
}

function idsOf(tags: readonly ChosenTag[]): ReadonlySet<number> {
  return new Set(tags.map(({ id }) => id))
}

interface RowProps {
  value: Value
  vocabularySlug: string
  isAny: boolean
  ids: Record<'all' | 'any' | 'without', ReadonlySet<number>>
}

const CHECKED = html` checked`

function row(t: Messages, { value, vocabularySlug, isAny, ids }: RowProps): Html {
  const { id, name, slug, count } = value
  const address = tagAddress({ vocabularySlug, slug })
  const field = ids.any.has(id) || (isAny && !ids.all.has(id)) ? 'any' : 'with'
  const isAsked = ids.all.has(id) || ids.any.has(id)
  return html`<li>
<label class="ask"><input type="checkbox" name="${field}" value="${address}"${isAsked ? CHECKED : NOTHING}><span dir="auto">${name}</span>${count === null ? NOTHING : html` <span class="count">${t.number(count)}</span>`}</label>
<label class="refuse"><input type="checkbox" name="without" value="${address}"${ids.without.has(id) ? CHECKED : NOTHING} aria-label="${t('find.refuse', { name })}"></label>
</li>`
}

/** Where both ways are chosen, neither is ticked, and what is chosen stays as it is. */
function matching(
  t: Messages,
  { vocabulary, values }: GroupProps,
  { isAny, isMixed }: { isAny: boolean; isMixed: boolean },
): Html | false {
  const field = FIELDS.match(vocabulary.slug)
  if (isAlwaysAny(vocabulary)) return html`<input type="hidden" name="${field}" value="any" />`
  if (values.length < 2) return false
  const choice = (value: string, isChosen: boolean, words: string) =>
    html`<label><input type="radio" name="${field}" value="${value}" ${isChosen && !isMixed && 'checked'} /> ${words}</label>`
  return html`<fieldset class="match">
    <legend>${t('find.match')}</legend>
    ${choice('all', !isAny, t('find.matchAll'))} ${choice('any', isAny, t('find.matchAny'))}
  </fieldset>`
}
