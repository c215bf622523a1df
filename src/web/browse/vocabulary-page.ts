import type { Paged } from '../../store/paging.ts'
import type { Vocabulary } from '../../tags/find-vocabulary.ts'
import type { Branch, TagLine } from '../../works/list-tags.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { pastTheEnd } from './work-list.ts'

export interface VocabularyProps {
  vocabulary: Vocabulary
  tags: Paged<TagLine>
  branches: readonly Branch[]
}

export function vocabularyPage(chrome: Chrome, { vocabulary, tags, branches }: VocabularyProps): Html {
  const { t } = chrome
  const linkTo = (page: number) => paths.vocabulary({ vocabulary: vocabulary.slug }, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: vocabulary.name },
    html`<h1 dir="auto">${vocabulary.name}</h1>
      ${vocabulary.descriptionHtml !== '' && html`<div class="prose">${trusted(vocabulary.descriptionHtml)}</div>`}
      ${tags.total === 0 && html`<p class="empty">${t('browse.noTags', { name: vocabulary.name })}</p>`}
      ${tags.total > 0 && tags.rows.length === 0 && pastTheEnd(t, linkTo)}
      ${tagTree(chrome, vocabulary.slug, tags.rows, branches)}
      ${pager({ t, page: tags.page, pageCount: tags.pageCount, linkTo })}`,
  )
}

/** What stands below a tag is shown where the tag comes first, so loops end and no page explodes. */
function tagTree({ t }: Chrome, vocabularySlug: string, roots: readonly TagLine[], branches: readonly Branch[]): Html {
  const below = Map.groupBy(branches, (branch) => branch.parentId)
  const unfolded = new Set<number>()
  const list = (tags: readonly TagLine[]): Html =>
    html`<ul class="entries">
      ${tags.map((tag) => html`<li>${tagEntry(t, vocabularySlug, tag)}${unfold(tag.id)}</li>`)}
    </ul>`
  const unfold = (id: number): Html | false => {
    const tags = below.get(id)
    if (!tags || unfolded.has(id)) return false
    unfolded.add(id)
    return list(tags)
  }
  return roots.length === 0 ? html`` : list(roots)
}

/** A tag with the number of its works. */
export function tagEntry(t: Messages, vocabularySlug: string, { name, slug, workCount }: TagLine): Html {
  return html`<a href="${paths.tag({ vocabulary: vocabularySlug, tag: slug })}" dir="auto">${name}</a>
      <span class="quiet small">${t('reading.workCount', { count: workCount })}</span>`
}
