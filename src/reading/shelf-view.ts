// How a shelf's works are sorted and filtered; all of it stands in the address.
export const SORTS = ['added', 'updated', 'title', 'author', 'words'] as const
export type ShelfSort = (typeof SORTS)[number]

export const COMPLETIONS = ['complete', 'in_progress'] as const
export type Completion = (typeof COMPLETIONS)[number]

export interface ShelfView {
  sort: ShelfSort
  descending: boolean
  /** Null: both. */
  completion: Completion | null
  /** Only what the viewer has not read to its end; nobody knows that of guests. */
  unread: boolean
  /** All of these; tag ids. */
  tags: readonly number[]
  /** Every word of it stands in the title or in the name of an author. */
  search: string
  /** Covers side by side in place of a list. */
  asCovers: boolean
}

const MOST_TAGS = 20
const LONGEST_SEARCH = 200
const UPWARDS: readonly ShelfSort[] = ['title', 'author']

/** Out of an address or a form; anything odd is left out. */
export function parseShelfView(text: (name: string) => string | undefined): ShelfView {
  const [, turned, name] = /^(-?)(.*)$/s.exec(text('sort') ?? '')!
  const sort = SORTS.find((sort) => sort === name) ?? 'added'
  const tags = (text('tags') ?? '').split(',', MOST_TAGS).map(Number).filter(isId)
  return {
    sort,
    descending: isDescending(sort) !== (turned === '-'),
    completion: COMPLETIONS.find((completion) => completion === text('status')) ?? null,
    unread: text('unread') === 'yes',
    tags: [...new Set(tags)],
    search: (text('find') ?? '').slice(0, LONGEST_SEARCH).toWellFormed().trim(),
    asCovers: text('as') === 'covers',
  }
}

/** What stands in the address of a view; what is as it always is does not. */
export function formatShelfView(view: ShelfView) {
  const { sort, completion: status, tags } = view
  return {
    sort: sort === 'added' && view.descending ? null : sortValue(sort, view.descending),
    status,
    unread: view.unread ? 'yes' : null,
    tags: tags.length === 0 ? null : tags.join(),
    find: view.search === '' ? null : view.search,
    as: view.asCovers ? 'covers' : null,
  }
}

/** `title` from A to Z, `-title` from Z to A; dates and numbers begin with the newest and largest. */
export function sortValue(sort: ShelfSort, descending: boolean): string {
  return descending === isDescending(sort) ? sort : `-${sort}`
}

function isId(id: number): boolean {
  return Number.isSafeInteger(id) && id > 0
}

/** Which way a sorting goes unless the reader turns it. */
function isDescending(sort: ShelfSort): boolean {
  return !UPWARDS.includes(sort)
}

export function isFiltered(view: ShelfView): boolean {
  return view.completion !== null || view.unread || view.tags.length > 0 || view.search !== ''
}
