import type { TagAround } from '../../tags/list-around.ts'
import { isModerator } from '../../people/viewer.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

/** Other names, what the name may mean, where it belongs; for moderators the way to its desk. */
export function aroundPart(
  { t, viewer }: Chrome,
  { tag, around }: { tag: { id: number; name: string }; around: readonly TagAround[] },
): Html {
  const of = (how: TagAround['how']) => around.filter((one) => one.how === how)
  const [synonyms, fandoms, meanings, below] = [of('synonym'), of('fandom'), of('meaning'), of('below')]
  return html`${
    synonyms.length > 0 &&
    html`<p class="small quiet" dir="auto">${t('tagPage.synonyms', { names: synonyms.map((one) => one.name).join(', ') })}</p>`
  }
    ${fandoms.length > 0 && html`<p>${t.rich('tagPage.belongs', { names: links(fandoms) })}</p>`}
    ${below.length > 0 && html`<p>${t.rich('tagPage.related', { names: links(below) })}</p>`}
    ${
      meanings.length > 0 &&
      html`<p dir="auto">${t('tagPage.meanings', { name: tag.name })}</p>
        <ul class="entries">
          ${meanings.map((one) => html`<li>${link(one)}</li>`)}
        </ul>
        <p>${t('tagPage.meaningsWorks')}</p>`
    }
    ${isModerator(viewer) && html`<p class="tools"><a href="${paths.wrangledTag({ wrangled: tag.id })}">${t('tagPage.sort')}</a></p>`}`
}

function links(tags: readonly TagAround[]): Html {
  return html`${tags.map((one, index) => html`${index > 0 && ', '}${link(one)}`)}`
}

function link({ name, slug, vocabularySlug }: TagAround): Html {
  return html`<a href="${paths.tag({ vocabulary: vocabularySlug, tag: slug })}" dir="auto">${name}</a>`
}
