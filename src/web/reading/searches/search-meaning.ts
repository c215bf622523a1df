import { chosenNames } from '../../find/chips.ts'
import type { Messages } from '../../messages/messages.ts'
import type { ReadSearch } from './read-searches.ts'

/** What a search finds, in words; none: all works. */
export function searchMeaning(t: Messages, { place, parsed }: Pick<ReadSearch, 'place' | 'parsed'>): string[] {
  const view = place?.view
  return [
    ...(place ? [place.name] : []),
    ...(view && view.search !== '' ? [t('searches.found', { words: view.search })] : []),
    ...(view?.unread ? [t('searches.unread')] : []),
    ...chosenNames(t, parsed.chosen),
  ]
}
