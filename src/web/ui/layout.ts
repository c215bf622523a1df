import { type Look, LOOK_NAMES, standing } from '../../people/look.ts'
import type { Viewer } from '../../people/viewer.ts'
import { isModerator } from '../../people/viewer.ts'
import { linksFor, type MenuLink } from '../../site/menu.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { type Content, html, type Html, trusted } from './html.ts'
import { suggesting } from './suggest.ts'
import { shelveForm } from './shelve-form.ts'

/** What every page shows around its own content. */
export interface Chrome {
  t: Messages
  viewer: Viewer
  archiveName: string
  /** Sanitised; shown at the foot of every page. */
  footerHtml: string
  /** Sanitised; at the foot of a printed work. */
  printHtml: string
  /** The archive's own links, for whomever they are. */
  menu: readonly MenuLink[]
  /** What the archive calls the two ways in; empty: the words of the interface. */
  waysIn: { logIn: string; register: string }
  /** The path and query of this page, to come back to after logging in. */
  here: string
  /** How this reader has texts set. */
  look: Look
  assets: { styles: string; script: string }
  /** The kinds of book that only some archives can make. */
  makes: { pdf: boolean; azw3: boolean }
}

/** What the head of a page tells programs of. */
export interface Alternate {
  title: string
  type: string
  href: string
}

export interface PageOptions {
  /** For the browser's title bar; the archive's name is added. */
  title: string
  /** A class on <body> for pages with a shape of their own, as `reading`. */
  shape?: string
  /** Keeps search engines out: forms, gated works, other people's business. */
  unlisted?: boolean
  description?: string
  /** Feeds and catalogues of what the page shows, for programs. */
  alternates?: readonly Alternate[]
  /** Shown once the script has run, which comes beside the styles: it fills in what would push all else down later. */
  afterScript?: boolean
  /** Only the archive's name above and nothing below: a page that is read where nothing else can be reached. */
  bare?: boolean
}

/** A whole page; `content` brings its own heading. */
export function layout(chrome: Chrome, options: PageOptions, content: Content): Html {
  const { t } = chrome
  return html`<!doctype html>
<html lang="${t.language}"${lookAttributes(chrome.look)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${COLOUR_SCHEMES[standing(chrome.look, 'theme')]}">
<title>${options.title} · ${chrome.archiveName}</title>
${options.description ? html`<meta name="description" content="${options.description}" />` : ''}
${options.unlisted ? trusted('<meta name="robots" content="noindex">') : ''}
${options.alternates?.map(({ title, type, href }) => html`<link rel="alternate" type="${type}" href="${href}" title="${title}" />`)}
<link rel="stylesheet" href="${chrome.assets.styles}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/icons/icon-180.png">
<link rel="manifest" href="${paths.manifest({})}">
<link rel="search" type="application/opensearchdescription+xml" href="${paths.searchDescription({})}" title="${chrome.archiveName}">
<script src="${chrome.assets.script}" type="module"${trusted(options.afterScript ? ' blocking="render"' : '')}></script>
</head>
<body${options.shape ? html` class="${options.shape}"` : ''}>
<a class="skip" href="#main">${t('site.skip')}</a>
${options.bare ? bareHeader(chrome) : header(chrome)}
<main id="main">
${content}
</main>
${options.bare ? '' : footer(chrome)}${chrome.viewer.kind === 'member' && shelveForm(chrome.here)}
</body>
</html>
`
}

/** So that the browser's own canvas is never bright before the styles of a dark page have come. */
const COLOUR_SCHEMES: Record<string, string> = { system: 'light dark', light: 'light', sepia: 'light', dark: 'dark' }

/** What styles/look.css goes by. */
function lookAttributes(look: Look): Html {
  const chosen = LOOK_NAMES.filter((name) => look[name] !== undefined)
  return html`${chosen.map((name) => trusted(` data-${name}="${look[name]}"`))}`
}

function bareHeader(chrome: Chrome): Html {
  return html`<header class="site-header">
    <div class="site-header-in">
      <a class="archive-name" href="${paths.home({})}">${chrome.archiveName}</a>
      <nav aria-label="${chrome.t('site.menu')}">
        <ul>
          ${settingsLink(chrome)}
        </ul>
      </nav>
    </div>
  </header>`
}

function header(chrome: Chrome): Html {
  const { t, viewer } = chrome
  return html`<header class="site-header">
    <div class="site-header-in">
      <a class="archive-name" href="${paths.home({})}">${chrome.archiveName}</a>
      ${searchBox(chrome)}
      <nav aria-label="${t('site.menu')}">
        <ul>
          <li class="if-narrow">
            <a class="to-search" href="${paths.search({})}" title="${t('search.title')}">${LENS}<span class="visually-hidden">${t('search.title')}</span></a>
          </li>
          <li class="if-wide"><a href="${paths.works({})}">${t('site.recent')}</a></li>
          <li><a href="${paths.browse({})}">${t('site.browse')}</a></li>
          ${moreLinks(chrome)}
          ${settingsLink(chrome)} ${viewer.kind === 'member' ? memberLinks(chrome, isModerator(viewer), viewer.name) : guestLinks(chrome)}
        </ul>
      </nav>
    </div>
  </header>`
}

const LENS = trusted(
  '<svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true"><circle cx="7.5" cy="7.5" r="5"/><path d="m11.5 11.5 4.5 4.5"/></svg>',
)

/** In one line with the rest; the page of searching has a larger one of its own. */
function searchBox({ t, here }: Chrome): Html | false {
  if (here.startsWith(paths.search({}))) return false
  return html`<form class="site-search if-wide" role="search" method="get" action="${paths.search({})}">
    <input type="search" name="q" placeholder="${t('search.title')}" aria-label="${t('search.label')}" autocomplete="off" dir="auto"
      ${suggesting(t, { from: paths.suggestAnything({}), as: 'go' })} />
  </form>`
}

/** "Aa": with scripts it opens where the reader is (browser/reading-look.js). */
function settingsLink({ t, here }: Chrome): Html {
  const isThere = here.startsWith(paths.readingSettings({}))
  return html`<li>
    <a class="aa" href="${isThere ? here : paths.readingSettings({}, { to: here })}" rel="nofollow" title="${t('look.title')}"
      >Aa<span class="visually-hidden">: ${t('look.title')}</span></a
    >
  </li>`
}

function memberLinks({ t }: Chrome, moderator: boolean, name: string): Html {
  return html`<li class="if-wide"><a href="${paths.newWork({})}">${t('site.post')}</a></li>
    <li>
      <details class="account-menu">
        <summary dir="auto">${name}</summary>
        <ul>
          <li class="if-narrow"><a href="${paths.newWork({})}">${t('site.post')}</a></li>
          <li><a href="${paths.myWorks({})}">${t('site.myWorks')}</a></li>
          <li><a href="${paths.myShelves({})}">${t('shelves.mine')}</a></li>
          <li><a href="${paths.following({})}">${t('following.title')}</a></li>
          <li><a href="${paths.history({})}">${t('history.title')}</a></li>
          <li><a href="${paths.keptHere({})}">${t('offline.title')}</a></li>
          <li><a href="${paths.account({})}">${t('site.account')}</a></li>
          ${moderator && html`<li><a href="${paths.queue({})}">${t('site.queue')}</a></li>`}
          <li>
            <form method="post" action="${paths.logout({})}">
              <button class="link" type="submit">${t('site.logOut')}</button>
            </form>
          </li>
        </ul>
      </details>
    </li>`
}

/** On a narrow screen they stand at the foot of the page alone. */
function moreLinks(chrome: Chrome): Html | false {
  const links = ownLinks(chrome)
  return (
    links.length > 0 &&
    html`<li class="if-wide">
      <details class="account-menu more-menu">
        <summary>${chrome.t('rooms.more')}</summary>
        <ul>
          ${links}
        </ul>
      </details>
    </li>`
  )
}

function ownLinks({ viewer, menu }: Chrome): Html[] {
  const rank = viewer.kind === 'guest' ? 0 : isModerator(viewer) ? 2 : 1
  return linksFor(menu, rank).map(
    ({ label, address, newWindow }) =>
      html`<li><a href="${address}"${newWindow && html` target="_blank" rel="noopener"`} dir="auto">${label}</a></li>`,
  )
}

function guestLinks({ t, here, waysIn }: Chrome): Html {
  const [logIn, register] = [waysIn.logIn || t('site.logIn'), waysIn.register || t('site.register')]
  return html`<li><a href="${paths.login({}, { to: here })}" rel="nofollow">${logIn}</a></li>
    <li class="if-wide"><a href="${paths.register({}, { to: here })}" rel="nofollow">${register}</a></li>`
}

function footer(chrome: Chrome): Html {
  const { t, footerHtml } = chrome
  const links = ownLinks(chrome)
  return html`<footer class="site-footer">
    ${
      links.length > 0 &&
      html`<nav class="own-links" aria-label="${t('rooms.pages')}">
        <ul>
          ${links}
        </ul>
      </nav>`
    }
    ${footerHtml && html`<div class="prose">${trusted(footerHtml)}</div>`}
    <p>${t('site.poweredBy')}</p>
  </footer>`
}
