// Where the sites that moved in lived: their hosts, the folders on them, and the folders their images lay in.
import type { Db } from '../../../store/database.ts'
import type { Move } from '../moving.ts'

export interface OldSiteAddress {
  id: number
  /** As in legacy_id. */
  source: string
  /** In lower case, without `www.`; empty when unknown. */
  host: string
  /** `''` or `/archive`. */
  path: string
  storyFolder: string
  /** In its links a story's number may be that of one of its chapters. */
  numbersChapters: boolean
  byOwner: boolean
}

const KEPT_MS = 10_000

interface Kept {
  sites: readonly OldSiteAddress[]
  readAt: number
}

const kept = new WeakMap<object, Kept>()

/** In the order they moved in. Kept in memory; a change that another process made is seen within ten seconds. */
export async function readOldSites(db: Db): Promise<readonly OldSiteAddress[]> {
  const found = kept.get(db)
  if (!found) return read(db)
  if (Date.now() - found.readAt > KEPT_MS) {
    // No page waits for it; one that fails is asked again later.
    kept.set(db, { ...found, readAt: Date.now() })
    read(db).catch(() => {})
  }
  return found.sites
}

export function forgetOldSites(db: Db): void {
  kept.delete(db)
}

async function read(db: Db): Promise<readonly OldSiteAddress[]> {
  const rows = await db.selectFrom('old_site').selectAll().orderBy('moved_at').orderBy('id').execute()
  const sites = rows.map((row) => ({
    id: row.id,
    source: row.source,
    host: row.host,
    path: row.path,
    storyFolder: row.story_folder,
    numbersChapters: row.numbers_chapters === 1,
    byOwner: row.by_owner === 1,
  }))
  kept.set(db, { sites, readAt: Date.now() })
  return sites
}

/** Part of every import; the same site a second time changes nothing. */
export async function rememberSite({ db, site, spool, legacy, now }: Move): Promise<void> {
  const place = readSiteAddress(site.settings.text('url')) ?? { host: '', path: '' }
  // In version 1 every chapter was a row of stories, which named the first one.
  const isOfChapters = spool.tables.get(site.table('stories'))?.columns.has('psid')
  const story_folder = folderOf(site.settings.text('storiespath'))
  const row = { source: legacy.source, ...place, story_folder, numbers_chapters: isOfChapters ? 1 : 0 }
  await db
    .insertInto('old_site')
    .values({ ...row, moved_at: now })
    .onConflict((conflict) => conflict.columns(['source', 'host', 'path']).doNothing())
    .execute()
  forgetOldSites(db)
}

function folderOf(written: string): string {
  const folder = written
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '')
  return folder === '' ? 'stories' : folder
}

const LONGEST = 300

/** `http://www.Old.example/archive/index.php` → `old.example`, `/archive`; null when it holds no host. */
export function readSiteAddress(written: string): { host: string; path: string } | null {
  const trimmed = written.trim()
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed.replace(/^\/+/, '')}`
  if (trimmed.length > LONGEST || !URL.canParse(url)) return null
  const { hostname, pathname, protocol, username } = new URL(url)
  if (!/^https?:$/.test(protocol) || hostname === '' || username !== '') return null
  return { host: plainHost(hostname), path: plainFolder(pathname) }
}

/** `/archive/index.php` and `/archive/` are `/archive`. */
function plainFolder(pathname: string): string {
  return pathname
    .replace(/\/[^/]*\.(?:php|html?)$/i, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
}

/** As the table has it; `host` may come with a port. */
export function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .replace(/^www\./, '')
}

const OTHERS =
  /(?:^|\/)(?:forums?|boards?|phpbb[0-9]?|smf|ipb|vb|blogs?|wordpress|gallery|wiki|mediawiki|chat|guestbook|shop)\//i

/** Whether other software of the same host, as its forum, had the page: names such as `index.php` were its own. */
export function isOfOthers(path: string): boolean {
  return OTHERS.test(path)
}

/** Whether the path is the folder itself or lies below it. */
export function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
