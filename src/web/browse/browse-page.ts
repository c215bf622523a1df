import type { listVocabularySizes } from '../../works/list-vocabulary-sizes.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

export type VocabularySizes = Awaited<ReturnType<typeof listVocabularySizes>>

/** How many tags are in use is told where it is known. */
interface Way {
  slug: string
  name: string
  inUse?: number
}

export function browsePage(chrome: Chrome, vocabularies: VocabularySizes, recommends: boolean): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('browse.title') },
    html`<h1>${t('browse.title')}</h1>
      <p class="quiet">${t('browse.intro')}</p>
      ${waysIn(chrome, vocabularies, recommends)}`,
  )
}

/** All ways to find a work; the home page shows them too. */
export function waysIn({ t }: Chrome, vocabularies: readonly Way[], recommends = false): Html {
  const way = (address: string, name: string, hint: string) =>
    html`<li>
      <a href="${address}">${name}</a> <span class="quiet small">${hint}</span>
    </li>`
  return html`<ul class="ways">
    ${way(paths.works({}), t('browse.recent'), t('browse.recentHint'))}
    ${way(paths.browseTitles({}), t('browse.titles'), t('browse.titlesHint'))}
    ${way(paths.browseAuthors({}), t('browse.authors'), t('browse.authorsHint'))}
    ${vocabularies.map(({ slug, name, inUse }) => way(paths.vocabulary({ vocabulary: slug }), name, inUse === undefined ? '' : t('browse.tagsInUse', { count: inUse })))}
    ${way(paths.browseSeries({}), t('browse.series'), t('browse.seriesHint'))}
    ${way(paths.browseFeatured({}), t('featured.title'), t('featured.hint'))}
    ${way(paths.topLists({}), t('top.title'), t('top.hint'))}
    ${way(paths.randomWork({}), t('ways.random'), t('ways.randomHint'))}
    ${way(paths.challenges({}), t('challenges.title'), t('challenges.hint'))}
    ${recommends && way(paths.recommendations({}), t('recommendations.title'), t('recommendations.hint'))}
  </ul>`
}
