import type { RawValue } from './dump-event.ts'
import { ordersOf } from './known-columns.ts'

export interface Choice {
  columns: string[]
  /** What is not certain about it, for the report; null where only this order is possible. */
  doubt: string | null
}

const NUMBER = /^-?\d{0,12}$/
const SMALL = /^-?\d{0,3}$/
/** Of the scores of reviews; where likes were counted it may be more. */
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
  type: WORD,
  link_target: SMALL,
  link_key: /^.?$/s,
}

/** The same name means something else in these. */
const EXCEPT: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  stories: { rating: AVERAGE, charid: /^/, wid: /^/, gid: /^/ },
  series: { rating: AVERAGE },
  chapters: { rating: AVERAGE },
  reviews: { rating: AVERAGE },
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
    .map((order) => ({ order, odd: oddRows(table, order, sample) }))
    .filter(({ odd }) => odd <= sample.length * MOST_ODD)
    // The sort is stable: the likelier order stays first. Of shorter ones, the longest.
    .sort((a, b) => a.odd - b.odd || b.order.length - a.order.length)
  const [best, ...rest] = judged
  if (!best) return null
  const others = rest.filter(({ odd, order }) => odd === best.odd && order.length === best.order.length)
  return { ...best, others: others.map(({ order }) => order) }
}

function oddRows(table: string, order: readonly string[], sample: readonly RawValue[][]): number {
  const looks = order.map((column) => EXCEPT[table]?.[column] ?? LOOKS[column])
  const [reviews, reads] = [order.indexOf('reviews'), order.indexOf('count')]
  const hasMoreReviews = (row: readonly RawValue[]) =>
    reviews >= 0 && reads >= 0 && toNumber(row[reviews]) > toNumber(row[reads])
  const isOdd = (row: readonly RawValue[]) =>
    looks.some((look, index) => {
      const value = row[index]
      return look !== undefined && value !== null && value !== undefined && !look.test(value.toString('latin1', 0, 300))
    })
  return sample.filter((row) => isOdd(row) || hasMoreReviews(row)).length
}

function toNumber(value: RawValue | undefined): number {
  return Number(value?.toString('latin1', 0, 20) ?? 0)
}

function all(columns: string, look: RegExp): Record<string, RegExp> {
  return Object.fromEntries(columns.split(' ').map((column) => [column, look]))
}
