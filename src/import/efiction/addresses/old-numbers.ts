import type { Db } from '../../../store/database.ts'
import { isUnder, type OldSiteAddress, plainHost } from './old-sites.ts'

/** Where an old address was asked for. */
export interface AskedAt {
  host: string
  /** The path of the address, as `/archive/viewstory.php`. */
  path: string
}

/** The sites that lived at this host, or in this folder of whatever host; the nearest first. */
function sitesNear(sites: readonly OldSiteAddress[], { host, path }: AskedAt): OldSiteAddress[] {
  const isAtHost = (site: OldSiteAddress) => site.host === plainHost(host)
  const near = sites.filter((site) => isUnder(path, site.path) && (site.path !== '' || isAtHost(site)))
  return near.toSorted(
    (one, other) => other.path.length - one.path.length || Number(isAtHost(other)) - Number(isAtHost(one)),
  )
}

/** Those whose very own folder the address lies in: it means their numbers and no others. Null: nobody can tell. */
function certainSites(near: readonly OldSiteAddress[], { host, path }: AskedAt): readonly OldSiteAddress[] | null {
  const folder = path.slice(0, path.lastIndexOf('/'))
  const certain = near.filter((site) => site.path === folder)
  const atHost = certain.filter((site) => site.host === plainHost(host))
  if (atHost.length > 0) return atHost
  return certain.length > 0 ? certain : null
}

/** Old numbers as the site meant them that an address is of. */
export class OldNumbers {
  readonly #db: Db
  readonly #sites: readonly OldSiteAddress[]
  readonly #order: readonly string[]
  readonly #certain: ReadonlySet<string> | null
  readonly #askedAt: AskedAt

  constructor(db: Db, sites: readonly OldSiteAddress[], askedAt: AskedAt) {
    this.#db = db
    this.#sites = sites
    const near = sitesNear(sites, askedAt)
    const certain = certainSites(near, askedAt)
    this.#certain = certain && new Set(certain.map((site) => site.source))
    this.#order = [...near, ...sites].map((site) => site.source)
    this.#askedAt = askedAt
  }

  /** Whether a story's number may be that of one of its chapters. */
  get maybeOfChapters(): boolean {
    return this.#sites.some((site) => site.numbersChapters && (this.#certain?.has(site.source) ?? true))
  }

  /** Where it could be a number of several sites, the first that moved in has it. */
  async find(kind: string, oldId: string | null): Promise<number | null> {
    if (oldId === null) return null
    const rows = await this.#db
      .selectFrom('legacy_id')
      .where('kind', '=', kind)
      .where('old_id', '=', oldId)
      .select(['source', 'new_id'])
      .orderBy('new_id')
      .limit(100)
      .execute()
    return this.choose(rows)
  }

  /** Of what the old sites meant by one name or number, the one that this address means. */
  async choose(rows: ReadonlyArray<{ source: string; new_id: number }>): Promise<number | null> {
    const own = rows.filter((row) => this.#certain?.has(row.source) ?? true)
    if (own.length < 2) return own[0]?.new_id ?? null
    for (const source of [await this.#sourceOfPage(), ...this.#order]) {
      const found = own.find((row) => row.source === source)
      if (found) return found.new_id
    }
    return own[0]!.new_id
  }

  /** All of them that are known, in no order. */
  async findAll(kind: string, oldIds: readonly string[]): Promise<number[]> {
    if (oldIds.length === 0) return []
    const rows = await this.#db
      .selectFrom('legacy_id')
      .where('kind', '=', kind)
      .where('old_id', 'in', [...oldIds])
      .select(['old_id', 'source', 'new_id'])
      .orderBy('new_id')
      .limit(1000)
      .execute()
    const meant = [...Map.groupBy(rows, (row) => row.old_id).values()].map((rows) => this.choose(rows))
    return [...new Set((await Promise.all(meant)).filter((id) => id !== null))]
  }

  /** A link without host in a work's text, as `/works/5/chapters/viewstory.php`, is of the site that the work is of. */
  async #sourceOfPage(): Promise<string | null> {
    if (this.#sites.length === 0) return null
    const work = /^\/works\/([0-9]{1,15})\//.exec(this.#askedAt.path)?.[1]
    if (work === undefined) return null
    const row = await this.#db
      .selectFrom('legacy_id')
      .where('kind', '=', 'story')
      .where('source', 'in', [...new Set(this.#sites.map((site) => site.source))])
      .where('new_id', '=', Number(work))
      .select('source')
      .executeTakeFirst()
    return row?.source ?? null
  }
}
