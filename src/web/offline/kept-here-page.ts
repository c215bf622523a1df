import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

/** The frame of the list; browser/kept-here.js fills it out of what the browser keeps. No request tells the archive. */
export function keptHerePage(chrome: Chrome): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('offline.title'), unlisted: true, bare: true },
    html`<h1>${t('offline.title')}</h1>
      <noscript><p class="notice">${t('offline.needsScript')}</p></noscript>
      <div id="kept-here">
        <p class="notice" data-when="no-network" hidden>${t('offline.noNetwork')}</p>
        <p class="notice" data-when="unable" hidden>${t('offline.unable')}</p>
        <p class="quiet" data-when="some" hidden>${t('offline.intro')}</p>
        <p class="empty" data-when="none" hidden>${t('offline.empty')}</p>
        <ul class="kept-works" data-when="some" hidden></ul>
        <template>
          <li>
            <img alt="" width="48" height="64" loading="lazy" />
            <h2><a dir="auto"></a></h2>
            <p class="quiet small">
              <span data-part="byline" dir="auto"></span> · <span data-part="chapters"></span>
            </p>
            <button type="button" class="quiet" data-full="${t('offline.forgetFull', { title: '{title}' })}">${t('offline.forget')}</button>
          </li>
        </template>
        <p class="quiet small" data-part="room" data-words="${t('offline.room', { size: '{size}' })}"></p>
      </div>
      <p><a href="${paths.works({})}">${t('site.recent')}</a></p>`,
  )
}
