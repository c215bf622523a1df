// An address with names in it: `pattern` is for routes, the call makes links.
import type { FeedFormat } from '../export/feed/feed.ts'

type Value = string | number
type Query = Record<string, Value | null | undefined>
type Names<Pattern extends string> = Pattern extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Clean<Name> | Names<`/${More}`>
    : Clean<Rest>
  : never
type Clean<Name extends string> = Name extends `${infer Word}{${string}` ? Word : Name

export interface Path<Params extends string> {
  (params: Record<Params, Value>, query?: Query): string
  pattern: string
}

export function path<Pattern extends string>(pattern: Pattern): Path<Names<Pattern>> {
  const parts = pattern.split('/').map((part) => (part.startsWith(':') ? { name: part.slice(1).split('{')[0]! } : part))
  const link = (params: Record<string, Value>, query?: Query) => {
    let path = ''
    for (let index = 1; index < parts.length; index++) {
      const part = parts[index]!
      path += typeof part === 'string' ? `/${part}` : `/${encoded(params[part.name]!)}`
    }
    return query ? path + queryOf(query) : path
  }
  return Object.assign(link, { pattern })
}

/** A feed in each of its formats. */
export type FeedPath<Params extends string> = Readonly<Record<FeedFormat, Path<Params>>>

export function feed<Pattern extends string>(pattern: Pattern): FeedPath<Names<Pattern>> {
  const as = (format: FeedFormat) => path(`${pattern}.${format}`) as unknown as Path<Names<Pattern>>
  return { atom: as('atom'), rss: as('rss'), json: as('json') }
}

const PLAIN = /^[\w.~-]*$/

function encoded(value: Value): string {
  return typeof value === 'number' || PLAIN.test(value) ? String(value) : encodeURIComponent(value)
}

function queryOf(query: Query): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  if (pairs.length === 0) return ''
  return `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value!)}`).join('&')}`
}

/** A part of an address as it was meant; one that was put together wrongly stays as it is. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
