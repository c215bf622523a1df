// Every interface text, as ICU messages. English is the source; its keys are the type of all other languages.
import type { Html } from '../ui/html.ts'
import { books } from './en/books.ts'
import { browse } from './en/browse.ts'
import { bundles } from './en/bundles.ts'
import { claims } from './en/claims.ts'
import { feeds } from './en/feeds.ts'
import { find } from './en/find.ts'
import { imports } from './en/imports.ts'
import { collections } from './en/collections.ts'
import { look } from './en/look.ts'
import { mine } from './en/mine.ts'
import { moderation } from './en/moderation.ts'
import { offline } from './en/offline.ts'
import { opds } from './en/opds.ts'
import { oldAddresses } from './en/old-addresses.ts'
import { people } from './en/people.ts'
import { places } from './en/places.ts'
import { printing } from './en/printing.ts'
import { posting } from './en/posting.ts'
import { reading } from './en/reading.ts'
import { reviews } from './en/reviews.ts'
import { rooms } from './en/rooms.ts'
import { searching } from './en/searching.ts'
import { setup } from './en/setup.ts'
import { shelves } from './en/shelves.ts'
import { site } from './en/site.ts'
import { suggest } from './en/suggest.ts'
import { vocabularies } from './en/vocabularies.ts'
import { ways } from './en/ways.ts'
import { works } from './en/works.ts'
import { wrangling } from './en/wrangling.ts'
import { compileMessage, type Message, type RichValues } from './message.ts'
import type { Values } from './say-elements.ts'
import { numberFormat } from './whole-numbers.ts'

export const ENGLISH = {
  ...site,
  ...setup,
  ...people,
  ...works,
  ...reading,
  ...look,
  ...browse,
  ...books,
  ...bundles,
  ...printing,
  ...reviews,
  ...moderation,
  ...imports,
  ...claims,
  ...posting,
  ...rooms,
  ...vocabularies,
  ...offline,
  ...oldAddresses,
  ...shelves,
  ...places,
  ...collections,
  ...feeds,
  ...opds,
  ...wrangling,
  ...mine,
  ...suggest,
  ...ways,
  ...find,
  ...searching,
} as const

export type MessageKey = keyof typeof ENGLISH

export interface Messages {
  /** BCP 47, as of the language that the texts are in. */
  language: string
  (key: MessageKey, values?: Values): string
  /** For sentences that hold links: values may be Html, everything else is escaped. */
  rich: (key: MessageKey, values: RichValues) => Html
  number: (value: number) => string
  /** Day, month and year in the archive's time zone. */
  date: (time: number) => string
  dateTime: (time: number) => string
}

const made = new Map<string, Messages>()

/** What comes first in a date. */
export type DateOrder = 'day' | 'month' | 'year'

const DATE_LOCALES: Record<DateOrder, string> = { day: 'en-GB', month: 'en-US', year: 'en-CA' }

export interface TimeStyle {
  dates: DateOrder
  clock: '24' | '12'
}

const USUAL: TimeStyle = { dates: 'day', clock: '24' }

export function messagesFor(language: string, timezone: string, { dates, clock } = USUAL): Messages {
  const key = `${language} ${timezone} ${dates} ${clock}`
  let messages = made.get(key)
  if (!messages) made.set(key, (messages = makeMessages(timezone, { dates, clock })))
  return messages
}

function makeMessages(timezone: string, { dates, clock }: TimeStyle): Messages {
  const compiled = new Map<MessageKey, Message>()
  for (const [key, text] of Object.entries(ENGLISH)) compiled.set(key as MessageKey, compileMessage(text, 'en'))
  const dateStyle = dates === 'year' ? 'short' : 'long'
  const days = new Intl.DateTimeFormat(DATE_LOCALES[dates], { dateStyle, timeZone: timezone })
  const time = { timeStyle: 'short', hourCycle: clock === '12' ? 'h12' : 'h23' } as const
  const moments = new Intl.DateTimeFormat(DATE_LOCALES[dates], { dateStyle, ...time, timeZone: timezone })

  const say = (key: MessageKey, values?: Values): string => compiled.get(key)!.say(values)
  return Object.assign(say, {
    language: 'en',
    rich: (key: MessageKey, values: RichValues) => compiled.get(key)!.rich(values),
    number: numberFormat('en'),
    date: memoized((time: number) => days.format(time)),
    dateTime: memoized((time: number) => moments.format(time)),
  })
}

const TEXTS_KEPT = 10_000

/** Intl's dates cost microseconds each and a list shows the same ones again and again. */
function memoized(format: (value: number) => string): (value: number) => string {
  const kept = new Map<number, string>()
  return (value) => {
    let text = kept.get(value)
    if (text === undefined) {
      if (kept.size >= TEXTS_KEPT) kept.clear()
      kept.set(value, (text = format(value)))
    }
    return text
  }
}
