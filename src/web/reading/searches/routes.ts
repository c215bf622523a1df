import { fieldErrors } from '../../../errors.ts'
import type { Member } from '../../../people/viewer.ts'
import { findSearch, listSearches } from '../../../reading/searches/find-search.ts'
import {
  deleteSearch,
  LONGEST_NAME,
  MOST_SEARCHES,
  moveSearch,
  noteLook,
  renameSearch,
  saveSearch,
} from '../../../reading/searches/keep-search.ts'
import { makeSearchFeed, revokeSearchFeed } from '../../../reading/searches/search-feed.ts'
import { writeFilter } from '../../../search/filter-address.ts'
import { listAddress } from '../../find/list-address.ts'
import { idParam, readForm } from '../../forms.ts'
import { requireMember } from '../../middleware/session.ts'
import type { App, Parts } from '../../parts.ts'
import { paths } from '../../paths.ts'
import { type C, page, seeOther } from '../../respond.ts'
import { confirmDelete } from '../../ui/confirm-delete.ts'
import { countNew, type ReadSearch, readSearches } from './read-searches.ts'
import { searchMeaning } from './search-meaning.ts'
import { addressOfSearch, canonicalSearch, paramsToSave } from './search-of-list.ts'
import { searchForm, type SearchesProps, searchesPage } from './searches-page.ts'

/** A member's saved searches; nobody else's to find. */
export function searchRoutes(app: App, parts: Parts): void {
  const { db, now } = parts
  app.get(paths.savedSearches.pattern, async (c) => show(c, requireMember(c.get('viewer'))))

  app.get(paths.savedSearch.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const search = await findSearch(db, member, idParam(c, 'search'))
    const [read] = await readSearches(parts, member, [search], clockOf(c))
    if (read!.isLost) return seeOther(c, `${paths.savedSearches({})}#search-${search.id}`)
    await noteLook(db, member, search.id, now())
    // Without what is gone, so that the list has the rest; its own page says what that was.
    return seeOther(c, addressOf(read!))
  })

  saveRoutes(app, parts)
  changeRoutes(app, parts)
  feedRoutes(app, parts, show)

  async function show(c: C, member: Member, made?: SearchesProps['made']): Promise<Response> {
    const searches = await readSearches(parts, member, await listSearches(db, member, MOST_SEARCHES), clockOf(c))
    const newCounts = await countNew(parts, member, searches, clockOf(c))
    return page(c, searchesPage(c.get('chrome'), { searches, newCounts, done: c.req.query('done'), made }))
  }

  function clockOf(c: C) {
    return { now: now(), timeZone: c.get('settings').timezone }
  }
}

/** Where it is looked at. */
function addressOf({ place, parsed }: Pick<ReadSearch, 'place' | 'parsed'>): string {
  return place ? listAddress(place.address, parsed.chosen) : addressOfSearch(writeFilter(parsed.chosen))
}

function saveRoutes(app: App, { db, now }: Parts): void {
  const ask = async (c: C, asked: { params: URLSearchParams; name?: string; error?: unknown }): Promise<Response> => {
    const t = c.get('t')
    const clock = { now: now(), timeZone: c.get('settings').timezone }
    const { query } = await canonicalSearch(db, asked.params, clock)
    const [read] = await readSearches({ db }, c.get('viewer'), [{ query }], clock)
    const meaning = searchMeaning(t, read!)
    const name = asked.name ?? [...meaning.join(', ')].slice(0, LONGEST_NAME).join('')
    const back = addressOf(read!)
    const errors = asked.error === undefined ? undefined : fieldErrors(asked.error)
    const props = {
      title: t('searches.saveTitle'),
      name,
      meaning,
      action: paths.savedSearches({}),
      back,
      query,
      errors,
    }
    return page(c, searchForm(c.get('chrome'), props), errors ? 422 : 200)
  }

  app.get(paths.saveSearch.pattern, async (c) => {
    requireMember(c.get('viewer'))
    return ask(c, { params: await paramsToSave(db, c.get('viewer'), c.req.query('list') ?? '') })
  })

  app.post(paths.savedSearches.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const params = new URLSearchParams(form.text('query'))
    const name = form.text('name')
    try {
      const { query } = await canonicalSearch(db, params, { now: now(), timeZone: c.get('settings').timezone })
      const id = await saveSearch(db, member, { name, query }, now())
      return seeOther(c, `${paths.savedSearches({}, { done: 'saved' })}#search-${id}`)
    } catch (error) {
      return ask(c, { params, name, error })
    }
  })
}

function changeRoutes(app: App, { db }: Parts): void {
  app.get(paths.editSavedSearch.pattern, async (c) => {
    const search = await findSearch(db, requireMember(c.get('viewer')), idParam(c, 'search'))
    return page(c, searchForm(c.get('chrome'), formOf(c, search)))
  })

  app.post(paths.editSavedSearch.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const search = await findSearch(db, member, idParam(c, 'search'))
    const name = (await readForm(c)).text('name')
    try {
      await renameSearch(db, member, search.id, name)
    } catch (error) {
      const errors = fieldErrors(error)
      return page(c, searchForm(c.get('chrome'), { ...formOf(c, { ...search, name }), errors }), 422)
    }
    return seeOther(c, `${paths.savedSearches({}, { done: 'renamed' })}#search-${search.id}`)
  })

  app.get(paths.savedSearchPlace.pattern, (c) => seeOther(c, paths.savedSearches({})))

  app.post(paths.savedSearchPlace.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const direction = (await readForm(c)).text('direction') === 'up' ? 'up' : 'down'
    const id = idParam(c, 'search')
    await moveSearch(db, member, id, direction)
    return seeOther(c, `${paths.savedSearches({})}#search-${id}`)
  })

  app.get(paths.deleteSavedSearch.pattern, async (c) => {
    const search = await findSearch(db, requireMember(c.get('viewer')), idParam(c, 'search'))
    const t = c.get('t')
    const title = t('searches.deleteTitle', { name: search.name })
    const action = paths.deleteSavedSearch({ search: search.id })
    const props = { title, warning: t('searches.deleteWarning'), action, back: paths.savedSearches({}) }
    return page(c, confirmDelete(c.get('chrome'), props))
  })

  app.post(paths.deleteSavedSearch.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    await readForm(c)
    await deleteSearch(db, member, idParam(c, 'search'))
    return seeOther(c, paths.savedSearches({}, { done: 'deleted' }))
  })
}

function formOf(c: C, { id, name }: { id: number; name: string }) {
  const title = c.get('t')('searches.renameTitle')
  return { title, name, meaning: null, action: paths.editSavedSearch({ search: id }), back: paths.savedSearches({}) }
}

type Show = (c: C, member: Member, made: SearchesProps['made']) => Promise<Response>

function feedRoutes(app: App, { db, now }: Parts, show: Show): void {
  for (const { pattern } of [paths.savedSearchFeed, paths.revokeSavedSearchFeed])
    app.get(pattern, (c) => seeOther(c, paths.savedSearches({})))

  app.post(paths.savedSearchFeed.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const id = idParam(c, 'search')
    const token = await makeSearchFeed(db, member, id, now())
    const answer = await show(c, member, { id, token, origin: c.get('origin') })
    answer.headers.set('cache-control', 'no-store')
    return answer
  })

  app.post(paths.revokeSavedSearchFeed.pattern, async (c) => {
    const id = idParam(c, 'search')
    await revokeSearchFeed(db, requireMember(c.get('viewer')), id, now())
    return seeOther(c, `${paths.savedSearches({})}#search-${id}`)
  })
}
