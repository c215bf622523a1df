import type { listPseudsWith } from '../../people/profile-fields.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

export function betaReadersPage(
  chrome: Chrome,
  title: string,
  readers: Awaited<ReturnType<typeof listPseudsWith>>,
): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title },
    html`<h1 dir="auto">${title}</h1>
      ${
        readers.length === 0
          ? html`<p class="empty">${t('fields.noBetaReaders')}</p>`
          : html`<ul class="entries">
              ${readers.map(({ name, slug }) => html`<li><a href="${paths.author({ slug })}" dir="auto">${name}</a></li>`)}
            </ul>`
      }
      <p><a href="${paths.browseAuthors({})}">${t('browse.authors')}</a></p>`,
  )
}
