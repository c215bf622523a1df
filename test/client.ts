// A visitor without scripts: asks the app for pages, keeps cookies, follows redirects, reads what stands on the page.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type DefaultTreeAdapterMap, parse, serialize } from 'parse5'
import { ImportRuns } from '../src/import/runs/import-runs.ts'
import { startSession } from '../src/people/sessions.ts'
import type { Member } from '../src/people/viewer.ts'
import { Finder } from '../src/search/finder.ts'
import { TextSearch } from '../src/search/texts/text-search.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../src/store/tables.ts'
import { createApp } from '../src/web/app.ts'
import { type Assets, buildAssets } from '../src/web/assets.ts'
import type { App, Parts } from '../src/web/parts.ts'
import { NOON } from './cast.ts'
import { asking } from './database.ts'

const ORIGIN = 'http://archive.example'

let assets: Promise<Assets> | undefined

export interface TestApp {
  app: App
  parts: Parts
  /** The archive's clock; move it by setting `time`. */
  clock: { time: number }
  guest: () => Visitor
  as: (member: Member) => Promise<Visitor>
}

export interface AppOptions {
  /** Where imports find their files; a folder that is not there when absent. */
  importFolder?: string
  importMaxBytes?: number
  /** Absent: an archive that makes neither PDFs nor AZW3. */
  bookMakers?: Partial<Pick<Parts, 'typesetter' | 'calibre'>>
  finder?: Finder
}

export async function anApp(db: Kysely<Tables>, options: AppOptions = {}): Promise<TestApp> {
  const clock = { time: NOON }
  const log = pino({ level: 'silent' })
  const now = () => clock.time
  const {
    importFolder: folder = join(tmpdir(), 'fanfold-no-imports'),
    importMaxBytes: maxBytes = 1_000_000,
    bookMakers,
  } = options
  const parts: Parts = {
    db,
    assets: await (assets ??= buildAssets()),
    log,
    now,
    typesetter: null,
    calibre: null,
    ...bookMakers,
    imports: new ImportRuns({ db, log, now, folder, maxBytes }),
    finder: options.finder ?? new Finder({ db, log, index: process.env.TEST_FINDER === 'sql' ? 'none' : 'on demand' }),
    textSearch: new TextSearch({ db, thread: null }),
    setupToken: { current: null },
    origin: null,
    trustProxy: false,
    ownAddress: { current: ORIGIN },
    nudgeJobs: () => {},
  }
  const app = createApp(parts)
  return {
    app,
    parts,
    clock,
    guest: () => new Visitor(app),
    as: async (member) => {
      const visitor = new Visitor(app)
      visitor.cookies.set('fanfold_session', await startSession(db, member.accountId, 'test', clock.time))
      return visitor
    },
  }
}

export type Fields = Record<string, string | number | ReadonlyArray<string | number>>

export class Visitor {
  readonly cookies = new Map<string, string>()
  readonly #app: App

  constructor(app: App) {
    this.#app = app
  }

  async get(path: string): Promise<Page> {
    return this.send('GET', path)
  }

  /** Sends a form as this archive's own page would and follows the redirect. */
  async post(path: string, fields: Fields = {}): Promise<Page> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) {
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, String(one))
    }
    const page = await this.send('POST', path, { body })
    return page.status === 303 ? this.get(page.location!) : page
  }

  async send(method: string, path: string, init: RequestInit = {}): Promise<Page> {
    const headers = new Headers(init.headers)
    if (this.cookies.size > 0)
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    if (method !== 'GET' && !headers.has('origin')) headers.set('origin', ORIGIN)
    const url = path.startsWith('http') ? path : ORIGIN + path
    const answer = { over: false }
    const response = await asking.run(answer, async () => this.#app.request(url, { ...init, method, headers }))
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie)
    const text = await response.text()
    answer.over = true
    return new Page(response, text, path)
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';')
    const cut = pair.indexOf('=')
    const name = pair.slice(0, cut)
    if (attributes.some((attribute) => /^\s*max-age=0/i.test(attribute))) this.cookies.delete(name)
    else this.cookies.set(name, decodeURIComponent(pair.slice(cut + 1)))
  }
}

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

/** A page as a reader sees it; selectors are a tag, `.class`, `#id` or `tag.class`. */
export class Page {
  readonly response: Response
  readonly status: number
  readonly body: string
  readonly path: string
  #document: Node | undefined

  constructor(response: Response, body: string, path: string) {
    this.response = response
    this.status = response.status
    this.body = body
    this.path = path
  }

  get location(): string | null {
    return this.response.headers.get('location')
  }

  /** The words of the whole page or of the first match, white space folded. */
  text(selector = 'body'): string {
    const found = this.all(selector)[0]
    return found ? textOf(found) : ''
  }

  texts(selector: string): string[] {
    return this.all(selector).map(textOf)
  }

  has(words: string): boolean {
    return this.text().includes(words)
  }

  /** The inner HTML of the first match, or null. */
  inner(selector: string): string | null {
    const found = this.all(selector)[0]
    return found ? serialize(found) : null
  }

  /** The address of the first link with exactly these words. */
  link(words: string): string | null {
    const found = this.all('a').find((a) => textOf(a) === words)
    return found ? attribute(found, 'href') : null
  }

  links(): string[] {
    return this.all('a').map((a) => attribute(a, 'href') ?? '')
  }

  /** What a form field holds: the value, the text of a text area, the chosen option; null when there is no such field. */
  field(name: string): string | null {
    const found = this.#elements().find(
      (element) => attribute(element, 'name') === name && /^(input|textarea|select)$/.test(element.tagName),
    )
    if (!found) return null
    if (found.tagName === 'textarea') return rawText(found).replace(/^\n/, '')
    if (found.tagName !== 'select') return attribute(found, 'value') ?? ''
    const chosen = elementsIn(found).find((option) => attribute(option, 'selected') !== null)
    return chosen ? attribute(chosen, 'value') : null
  }

  all(selector: string): Element[] {
    const [, tag, id, name] = /^([a-z0-9]*)(?:#([\w-]+))?(?:\.([\w-]+))?$/.exec(selector)!
    return this.#elements().filter(
      (element) =>
        (!tag || element.tagName === tag) &&
        (!id || attribute(element, 'id') === id) &&
        (!name || (attribute(element, 'class') ?? '').split(' ').includes(name)),
    )
  }

  #elements(): Element[] {
    this.#document ??= parse(this.body)
    return elementsIn(this.#document)
  }
}

function elementsIn(node: Node): Element[] {
  const found: Element[] = []
  const walk = (node: Node) => {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node) node.childNodes.forEach(walk)
  }
  walk(node)
  return found
}

function attribute(element: Element, name: string): string | null {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? null
}

function rawText(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value
  return 'childNodes' in node ? node.childNodes.map(rawText).join('') : ''
}

const SPACED = /^(p|div|li|h[1-6]|td|th|dt|dd|br|option|label|button|section|article|header|footer|nav|tr)$/

function textOf(node: Node): string {
  const read = (node: Node): string => {
    if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value
    if (!('childNodes' in node)) return SPACED.test(node.nodeName) ? ' ' : ''
    const inner = node.childNodes.map(read).join('')
    return SPACED.test(node.nodeName) ? ` ${inner} ` : inner
  }
  return read(node).replace(/\s+/g, ' ').trim()
}
