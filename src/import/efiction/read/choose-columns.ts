import type { RawValue } from './dump-event.ts'
import { ordersOf } from './known-columns.ts'

export interface Choice {
  columns: string[]
  /** What is not certain about it, for the report; null where only this order is possible. */
  doubt: string | null
}

const NUMBER = /^-?\d{0,12}$/
const SMALL = /^-?\d{0,3}$/
/** What scores of reviews come to, unless likes are counted. */
const AVERAGE = /^(-1|\d|10|)$/
const LIST = /^[-\d, ]*$/
const DATE = /^(\d{4}-\d\d-\d\d.*|\d{0,12}|\d{14})$/
const WORD = /^[A-Za-z]{0,2}$/

/** What the values of a column look like, wherever a column of this name occurs; all others may be anything. */
const LOOKS: Readonly<Record<string, RegExp>> = {
  ...all('uid sid psid chapid inorder wordcount reviews count seriesid subseriesid item reviewid chalid', NUMBER),
  ...all('nid cid link_id link_access message_id poll_id class_id class_type log_id recid favuid gid wid', NUMBER),
  ...all('confirmed isopen featured validated completed rr respond admincreated level newreviews counter', SMALL),
  ...all('numstories numreviews responses leveldown displayorder numitems locked member', NUMBER),
  ...all('catid classes characters charid coauthors challenges categories parentcatid', LIST),
  ...all('date updated time poll_start log_timestamp shout_datestamp last_read', DATE),
  uname: /\D/,
  type: WORD,
  link_target: SMALL,
  link_key: /^.?$/s,
}

/** The same name means something else in these. */
const EXCEPT: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  stories: { rating: SMALL, charid: /^/, wid: /^/, gid: /^/ },
  series: { rating: SMALL },
  chapters: { rating: SMALL },
  reviews: { rating: SMALL },
  news: { comments: NUMBER },
  challenges: { characters: /^/ },
}

/** Of the rows; a site has its own ways. */
const MOST_ODD = 0.5

/**
 * Which columns rows of so many values are likely to have, by how their values look. Columns that some module has
 * added at the end keep no name. Null where no order known is likely.
 */
export function chooseColumns(table: string, count: number, sample: readonly RawValue[][]): Choice | null {
  const orders = ordersOf(table)
  const exact = likeliest(table, orders, sample, (order) => order.length === count)
  if (exact) {
    const { order, odd, others } = exact
    if (others.length > 0)
      return { columns: order, doubt: `could also be ${others.map((each) => each.join(' ')).join('; or ')}` }
    return { columns: order, doubt: odd > 0 ? `${odd} of ${sample.length} rows looked odd` : null }
  }
  const shorter = likeliest(table, orders, sample, (order) => order.length < count && order.length > count / 2)
  if (!shorter) return null
  const extra = Array.from(
    { length: count - shorter.order.length },
    (_, index) => `value ${shorter.order.length + index + 1}`,
  )
  return { columns: [...shorter.order, ...extra], doubt: `the last ${extra.length} of ${count} values are unknown` }
}

function likeliest(
  table: string,
  orders: string[][],
  sample: readonly RawValue[][],
  fits: (order: string[]) => boolean,
) {
  const judged = orders
    .filter(fits)
    .map((order) => ({ order, odd: oddRows(table, order, sample), unlikely: unlikelyRows(order, sample) }))
    .filter(({ odd }) => odd <= sample.length * MOST_ODD)
    // The sort is stable: the likelier order stays first. Of shorter ones, the longest.
    .sort((a, b) => a.odd - b.odd || a.unlikely - b.unlikely || b.order.length - a.order.length)
  const [best, ...rest] = judged
  if (!best) return null
  const isAsGood = ({ odd, unlikely, order }: (typeof judged)[number]) =>
    odd === best.odd && unlikely === best.unlikely && order.length === best.order.length
  return { ...best, others: rest.filter(isAsGood).map(({ order }) => order) }
}

function oddRows(table: string, order: readonly string[], sample: readonly RawValue[][]): number {
  const looks = order.map((column) => EXCEPT[table]?.[column] ?? LOOKS[column])
  const isOdd = (row: readonly RawValue[]) =>
    looks.some((look, index) => look !== undefined && row[index] !== null && !look.test(textOf(row[index])))
  return sample.filter(isOdd).length
}

/** Possible, but not on most sites: more reviews than reads, where these are counted at all, or no average of stars. */
function unlikelyRows(order: readonly string[], sample: readonly RawValue[][]): number {
  const [reviews, reads, rating] = ['reviews', 'count', 'rating'].map((column) => order.indexOf(column))
  const hasMoreReviews = (row: readonly RawValue[]) => {
    const read = Number(textOf(row[reads!]))
    return read > 0 && Number(textOf(row[reviews!])) > read
  }
  if (reviews! < 0 || reads! < 0 || rating! < 0) return 0
  return sample.filter((row) => hasMoreReviews(row) || !AVERAGE.test(textOf(row[rating!]))).length
}

function textOf(value: RawValue | undefined): string {
  return value?.toString('latin1', 0, 300) ?? ''
}

function all(columns: string, look: RegExp): Record<string, RegExp> {
  return Object.fromEntries(columns.split(' ').map((column) => [column, look]))
}
