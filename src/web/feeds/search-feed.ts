// Feeds of narrowed lists: a member's saved search by its secret address, and for everybody what stands in an address.
import { invalid, notFound } from '../../errors.ts'
import type { Feed } from '../../export/feed/feed.ts'
import { GUEST, type Member } from '../../people/viewer.ts'
import { findSearchByFeed } from '../../reading/searches/search-feed.ts'
import { NOTHING_CHOSEN } from '../../search/chosen.ts'
import { parseFilter, writeFilter } from '../../search/filter-address.ts'
import { languageTag } from '../../text/language-tag.ts'
import { listBlurbs } from '../../works/list-blurbs.ts'
import { chosenNames } from '../find/chips.ts'
import type { Parts } from '../parts.ts'
import { feeds, paths } from '../paths.ts'
import { findApart, findNewest, NOTHING_APART, readSearches } from '../reading/searches/read-searches.ts'
import { addressOfSearch, filteredAddresses } from '../reading/searches/search-of-list.ts'
import { addressesOf } from './feed-links.ts'
import { feedOf, type Teller } from './subject.ts'
import { MOST_ENTRIES, workEntries, workEntry, worksWanted } from './work-entries.ts'

/**
 * What a member's search finds, with the rights of that member and without what they hide. Addresses leak, so it never
 * carries a text: of a work it tells what lists tell.
 */
export async function searchFeed(teller: Teller, parts: Parts, token: string): Promise<Feed> {
  const found = await findSearchByFeed(teller.db, token)
  if (!found) throw notFound('Feed')
  const member: Member = {
    ...found.member,
    ageConsent: found.member.preferences.ageConsent,
    acceptedWarnings: [],
  }
  const clock = clockOf(teller, parts)
  const [search] = await readSearches(parts, member, [found], clock)
  const { parsed, place, isLost } = search!
  const apart = await findApart(parts, member)
  const ids = isLost ? [] : await findNewest(parts, member, { parsed, place, apart, clock, most: MOST_ENTRIES })
  const works = await listBlurbs(teller.db, member, ids)
  const subject = {
    thing: `search ${found.id}`,
    title: `${found.name} – ${teller.archiveName}`,
    subtitle: [...(place ? [place.name] : []), ...chosenNames(teller.t, parsed.chosen)].join(' · '),
    language: languageTag(teller.settings.language),
    page: paths.savedSearches({}),
    addresses: addressesOf(feeds.savedSearch, { token }),
    comesBack: true,
    since: found.savedAt,
  }
  return feedOf(
    teller,
    subject,
    works.map((work) => workEntry(teller, work, null)),
  )
}

/** What a guest of no stated age finds by the filter in the address. */
export async function filteredFeed(teller: Teller, parts: Parts, params: URLSearchParams): Promise<Feed> {
  const clock = clockOf(teller, parts)
  const parsed = await parseFilter(teller.db, params, clock)
  const { chosen, isImpossible, problems } = parsed
  const mistake = problems.find(({ kind }) => kind.startsWith('unreadable'))
  if (mistake) throw invalid({ form: `This feed’s address holds something that is not understood: ${mistake.field}.` })
  const asked = { parsed, place: null, apart: NOTHING_APART, clock, most: worksWanted(teller) }
  const ids = isImpossible ? [] : await findNewest(parts, GUEST, asked)
  const query = writeFilter({ ...chosen, sort: NOTHING_CHOSEN.sort })
  const names = chosenNames(teller.t, chosen)
  const subject = {
    thing: `works ${query}`,
    title: [...names, teller.archiveName].join(' – '),
    subtitle: '',
    language: languageTag(teller.settings.language),
    page: addressOfSearch(query),
    addresses: filteredAddresses(query),
    comesBack: true,
    since: 0,
  }
  return feedOf(teller, subject, await workEntries(teller, ids))
}

function clockOf({ settings }: Teller, { now }: Parts) {
  return { now: now(), timeZone: settings.timezone }
}
