// How a shelf's works are looked at, besides what can be asked of every list; all of it stands in the address.
export interface ShelfView {
  /** Only what the viewer has not read to its end; nobody knows that of guests. */
  unread: boolean
  /** Every word of it stands in the title or in the name of an author. */
  search: string
  /** Covers side by side in place of a list. */
  asCovers: boolean
}

const LONGEST_SEARCH = 200

/** Out of an address or a form; anything odd is left out. */
export function parseShelfView(text: (name: string) => string | undefined): ShelfView {
  return {
    unread: text('unread') === 'yes',
    search: (text('find') ?? '').slice(0, LONGEST_SEARCH).toWellFormed().trim(),
    asCovers: text('as') === 'covers',
  }
}

/** What stands in the address of a view; what is as it always is does not. */
export function formatShelfView({ unread, search, asCovers }: ShelfView) {
  return { unread: unread ? 'yes' : null, find: search === '' ? null : search, as: asCovers ? 'covers' : null }
}

export function isNarrowed({ unread, search }: ShelfView): boolean {
  return unread || search !== ''
}
