export interface Paging {
  /** From 1. */
  page: number
  perPage: number
}

export interface Paged<Row> {
  rows: Row[]
  total: number
  page: number
  pageCount: number
}

const MAX_PAGE = 100_000

/** A page number out of an address; anything odd is page 1. */
export function parsePage(value: string | undefined): number {
  const page = Number(value)
  return Number.isInteger(page) && page >= 1 && page <= MAX_PAGE ? page : 1
}

export function offsetOf(paging: Paging): number {
  return (paging.page - 1) * paging.perPage
}

export function paged<Row>(rows: Row[], total: number, paging: Paging): Paged<Row> {
  return { rows, total, page: paging.page, pageCount: Math.max(1, Math.ceil(total / paging.perPage)) }
}

/** Of rows that are all there. */
export function pageOfRows<Row>(rows: readonly Row[], paging: Paging): Paged<Row> {
  const start = offsetOf(paging)
  return paged(rows.slice(start, start + paging.perPage), rows.length, paging)
}

/** The last page in place of one that is not there any more. */
export function withinPages({ page, perPage }: Paging, total: number): Paging {
  return { page: Math.min(page, Math.max(1, Math.ceil(total / perPage))), perPage }
}
