import type { Hono } from 'hono'
import type { Logger } from 'pino'
import type { OldSiteAddress } from '../import/efiction/addresses/old-sites.ts'
import type { Calibre } from '../export/azw3/calibre.ts'
import type { Typesetter } from '../export/pdf/typesetter.ts'
import type { ImportRuns } from '../import/runs/import-runs.ts'
import type { Viewer } from '../people/viewer.ts'
import type { Finder } from '../search/finder.ts'
import type { TextSearch } from '../search/texts/text-search.ts'
import type { Settings } from '../site/settings.ts'
import type { Db } from '../store/database.ts'
import type { Assets } from './assets.ts'
import type { Messages } from './messages/messages.ts'
import type { Chrome } from './ui/layout.ts'

/** What the outside hands to the application. Each route takes from it only what it uses. */
export interface Parts {
  db: Db
  assets: Assets
  log: Logger
  /** Milliseconds; a test brings its own clock. */
  now: () => number
  /** The one-time word of the first-run link; null once the archive has an owner. */
  setupToken: { current: string | null }
  /** The archive's own address when set; else every request tells its own. */
  origin: string | null
  trustProxy: boolean
  /** Where the server listens, as `http://127.0.0.1:8080`; empty until it does. For mails of an archive without address. */
  ownAddress: { current: string }
  /** Told that a job was put into the table, so that it is done now rather than at the next look. */
  nudgeJobs: () => void
  imports: ImportRuns
  finder: Finder
  textSearch: TextSearch
  /** Null where the package that it needs is not installed: the archive then makes no PDFs. */
  typesetter: Typesetter | null
  /** Null where it is not installed: the archive then makes no AZW3. */
  calibre: Calibre | null
}

/** What a route answers with, without what belongs to one request alone. */
export interface Answer {
  bytes: Buffer<ArrayBuffer>
  headers: Readonly<Record<string, string>>
}

export interface Variables {
  requestId: string
  /** Set by an answer that carries them already. */
  hasSafetyHeaders: boolean
  /** Told what is answered, where others may be given the same; undefined: nobody keeps it. */
  keepAnswer?: (answer: Answer) => void
  viewer: Viewer
  settings: Settings
  /** Where the sites that moved in lived; links to them are links to this archive. */
  oldSites: readonly OldSiteAddress[]
  t: Messages
  chrome: Chrome
  /** Scheme and host as this request tells them, as `https://stories.example`; anybody can write them. */
  origin: string
  /** For links in mails: never out of the request. */
  mailOrigin: string
  /** The client's address, for limits only. */
  address: string
  /** What limits and logs know a session by; null for guests. */
  sessionToken: string | null
}

export type App = Hono<{ Variables: Variables }>
