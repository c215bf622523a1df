import { type OldSite, listSites } from './find-site.ts'
import type { Spool } from './spool.ts'

const MOST_NAMED = 10

/** What a dump holds besides the site that moves in, in sentences for the report. */
export function notesOnOthers(spool: Spool, site: OldSite, foreign: ReadonlySet<string> = new Set()): string[] {
  const others = listSites(spool).filter(({ prefix }) => prefix !== site.prefix)
  const sites = others.map(({ prefix, name }) => `"${prefix || 'fanfiction_'}"${name === '' ? '' : ` (${name})`}`)
  return [
    sites.length === 0 ? '' : `The dump holds other sites too, which can be moved in next: ${listed(sites)}.`,
    foreign.size === 0 ? '' : `Tables of other programs in the dump were not read: ${listed([...foreign])}.`,
  ].filter(Boolean)
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ' and others' : ''}`
}
