import { OldQuery } from '../../import/efiction/addresses/old-query.ts'
import type { Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import type { Letter } from '../../store/letters.ts'
import { listVocabularies, type Vocabulary } from '../../tags/find-vocabulary.ts'
import { titleKey } from '../../text/sort-key.ts'
import { cleanText } from '../../text/well-formed.ts'
import { findByTitleStart, type TitledWork } from '../../works/find-by-title-start.ts'
import { listLetters } from '../../works/list-letters.ts'
import { waysIn } from '../browse/browse-page.ts'
import { letters } from '../browse/letters.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { languageOf } from '../ui/prose.ts'

export interface LostProps {
  /** Words of the address that may be of a title; empty when it has none. */
  words: string
  works: readonly TitledWork[]
  vocabularies: readonly Vocabulary[]
  /** Letters that titles begin with. */
  offered: readonly Letter[]
}

const MOST_WORKS = 8

export async function findLostPage(
  db: Db,
  viewer: Viewer,
  asked: { path: string; search: string },
): Promise<LostProps> {
  const words = wordsIn(asked)
  const [works, vocabularies, offered] = await Promise.all([
    words === '' ? [] : findByTitleStart(db, viewer, titleKey(words, 'en'), MOST_WORKS),
    listVocabularies(db),
    listLetters(db, viewer, 'titles'),
  ])
  return { words, works, vocabularies, offered }
}

export function lostPage(chrome: Chrome, { words, works, vocabularies, offered }: LostProps): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('oldAddresses.lostTitle'), unlisted: true, shape: 'narrow' },
    html`<h1>${t('oldAddresses.lostTitle')}</h1>
      <p>${t('oldAddresses.lost', { name: chrome.archiveName })}</p>
      ${
        works.length > 0 &&
        html`<h2>${t('oldAddresses.perhaps', { words })}</h2>
          <ul class="entries">
            ${works.map(({ id, title, language }) => html`<li><a href="${paths.work({ work: id })}" ${languageOf(language)}>${title}</a></li>`)}
          </ul>`
      }
      <h2>${t('oldAddresses.byTitle')}</h2>
      ${letters(t, { offered }, (letter) => paths.browseTitles({}, { letter }))}
      <h2>${t('oldAddresses.otherWays')}</h2>
      ${waysIn(chrome, vocabularies)}`,
  )
}

const TITLE_NAMES = ['title', 'story', 'searchterm', 'search', 'q', 's', 'name']
const FEWEST_LETTERS = 3

/** Old addresses that name a story in words, as `?title=…` or `/archive/The_Long_Road.html`. */
function wordsIn({ path, search }: { path: string; search: string }): string {
  const query = new OldQuery(search)
  const asked = TITLE_NAMES.map((name) => query.text(name)).find((words) => words !== '')
  const words = tidied(asked ?? lastPart(path))
  return /\p{L}{2}/u.test(words) && words.length >= FEWEST_LETTERS ? words : ''
}

function lastPart(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(last)
  } catch {
    return ''
  }
}

function tidied(words: string): string {
  return cleanText(words)
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replace(/[\s_+.-]+/g, ' ')
    .trim()
    .slice(0, 100)
}
