import {
  AUTHOR_FIELDS,
  CROSSOVER_FIELDS,
  DATE_FIELDS,
  LANGUAGE_FIELDS,
  NUMBER_FIELDS,
  ROLE_FIELDS,
  SORT_FIELDS,
  STATUS_FIELDS,
  TEXT_FIELDS,
} from '../../search/texts/fields.ts'
import type { VocabularyRole } from '../../store/tables/tags.ts'
import type { MessageKey } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

interface Vocabulary {
  slug: string
  name: string
  role: VocabularyRole
}

/** What is typed, and what is said of it. Each is understood by search/texts/, as a test asks. */
export const EXAMPLES = {
  'searchHelp.words': [
    [['lighthouse keeper'], 'searchHelp.all'],
    [['"the lighthouse keeper"'], 'searchHelp.phrase'],
    [['lighthouse -storm', 'lighthouse NOT storm'], 'searchHelp.not'],
    [['lighthouse OR harbour'], 'searchHelp.or'],
    [['keeper (lighthouse OR harbour)'], 'searchHelp.group'],
    [['light*'], 'searchHelp.prefix'],
    [['灯台守', '등대'], 'searchHelp.signs'],
  ],
  'searchHelp.fields': [
    [['title:lighthouse', 'summary:storm', 'notes:sister', 'text:"wet oilskins"'], 'searchHelp.place'],
    [['author:wren', 'by:"Ada Lovelace"'], 'searchHelp.author'],
    [['fandom:"Sherlock Holmes"', 'character:Watson', 'relationship:"Holmes/Watson"'], 'searchHelp.fandom'],
    [['tag:"slow burn"'], 'searchHelp.tag'],
    [['tag:fluff,humour', 'tag:fluff OR tag:humour'], 'searchHelp.several'],
    [['-tag:angst', '-character:Moriarty'], 'searchHelp.without'],
    [['rating:general', '-warning:violence'], 'searchHelp.rating'],
    [['status:complete', 'status:in-progress'], 'searchHelp.status'],
    [['language:German', 'language:ja'], 'searchHelp.language'],
    [['crossover:only', 'crossover:none'], 'searchHelp.crossover'],
  ],
  'searchHelp.numbers': [
    [['words>5000', 'words<1k', 'words:1000-5000', 'chapters:1'], 'searchHelp.length'],
    [['kudos>10', 'reviews>=5', 'reads<100'], 'searchHelp.counts'],
    [['updated<30d', 'updated>1y'], 'searchHelp.ago'],
    [['published>2020', 'published:2020-05', 'published:2020-05-31'], 'searchHelp.days'],
  ],
  'searchHelp.order': [
    [['sort:words', 'sort:words-asc', 'sort:relevance'], 'searchHelp.sort'],
    [['sort:updated', 'sort:published', 'sort:title', 'sort:author'], 'searchHelp.sorts'],
    [['sort:kudos', 'sort:reviews', 'sort:reads'], 'searchHelp.sortNumbers'],
  ],
} as const satisfies Partial<Record<MessageKey, ReadonlyArray<readonly [readonly string[], MessageKey]>>>

/** Each field that has other words for it, with these. */
function otherNames(): Array<readonly [name: string, others: readonly string[]]> {
  const byMeaning = (facts: Readonly<Record<string, string>>) =>
    [...Map.groupBy(Object.keys(facts), (name) => facts[name]!)].map(
      ([meant, names]) => [meant, names.filter((name) => name !== meant)] as const,
    )
  const listed = [AUTHOR_FIELDS, STATUS_FIELDS, LANGUAGE_FIELDS, CROSSOVER_FIELDS, SORT_FIELDS].map(
    ([name, ...others]) => [name!, others] as const,
  )
  const all = [...[TEXT_FIELDS, ROLE_FIELDS, NUMBER_FIELDS, DATE_FIELDS].flatMap(byMeaning), ...listed]
  return all.filter(([, others]) => others.length > 0)
}

export function searchHelpPage(chrome: Chrome, vocabularies: readonly Vocabulary[]): Html {
  const { t } = chrome
  const own = vocabularies.filter(({ slug }) => !Object.hasOwn(ROLE_FIELDS, slug))
  const row = (typed: readonly string[], finds: string): Html =>
    html`<tr>
      <td>${typed.map((each) => html`<p><code dir="auto">${each}</code></p>`)}</td>
      <td dir="auto">${finds}</td>
    </tr>`
  const parts = Object.entries(EXAMPLES).map(([title, examples]) => {
    const rows = examples.map(([typed, finds]) => row(typed, t(finds)))
    if (title === 'searchHelp.fields') {
      rows.push(...own.map(({ slug, name }) => row([`${slug}:…`], t('searchHelp.own', { name }))))
    }
    return html`<h2>${t(title as MessageKey)}</h2>
      <table class="search-words">
        <thead><tr><th scope="col">${t('searchHelp.typed')}</th><th scope="col">${t('searchHelp.finds')}</th></tr></thead>
        <tbody>${rows}</tbody>
      </table>`
  })
  return layout(
    chrome,
    { title: t('searchHelp.title') },
    html`<h1>${t('searchHelp.title')}</h1>
      <p>${t('searchHelp.intro', { example: 'etudes', found: 'Études' })}</p>
      ${parts}
      <h2>${t('searchHelp.others')}</h2>
      <p>${t('searchHelp.othersIntro')}</p>
      <table class="search-words">
        <thead><tr><th scope="col">${t('searchHelp.field')}</th><th scope="col">${t('searchHelp.alsoCalled')}</th></tr></thead>
        <tbody>
          ${otherNames().map(
            ([name, others]) =>
              html`<tr>
                <td><code>${name}</code></td>
                <td>${others.map((other, index) => html`${index > 0 && ', '}<code>${other}</code>`)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p>${t('searchHelp.relevance')}</p>
      <p>${t('searchHelp.gates')}</p>`,
  )
}
