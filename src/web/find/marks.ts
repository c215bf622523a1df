// Where a page of a list begins, as it stands in addresses: the number of a page, or the work it comes after.
import type { From, Mark } from '../../search/question.ts'
import { parsePage } from '../../store/paging.ts'

const MARK = /^(-?\d{1,16})?-(\d{1,15})$/

/** As `1768478400000-17`: sorting value and work; without a value `-17`. */
export function writeMark({ value, workId }: Mark): string {
  return `${value ?? ''}-${workId}`
}

/** Null for anything else. */
export function readMark(text: string | null): Mark | null {
  const [, value, workId] = MARK.exec(text ?? '') ?? []
  return workId === undefined ? null : { value: value === undefined ? null : Number(value), workId: Number(workId) }
}

/** A mark comes before the number beside it, which tells people where they are, and counts where the mark is gone. */
export function readFrom(params: URLSearchParams): From {
  const [after, before] = [readMark(params.get('after')), readMark(params.get('before'))]
  const page = parsePage(params.get('page') ?? undefined)
  if (after) return { after, orPage: page }
  return before ? { before, orPage: page } : { page }
}
