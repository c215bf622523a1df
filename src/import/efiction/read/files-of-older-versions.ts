// Where versions 1 and 2 kept things in files that later ones have in the database.
import { hash } from 'node:crypto'
import { foldName } from '../../../text/slug.ts'
import { plain } from '../text/to-text.ts'
import type { OldSite } from './find-site.ts'
import type { RowValues } from './row.ts'
import type { Spool } from './spool.ts'
import type { StoryFiles } from './story-files.ts'

/** Says what it did, for the report. */
export function placeOldFiles(spool: Spool, site: OldSite, files: StoryFiles): string[] {
  if (files.count > 0) files.nameFolders(membersByName(spool, site), (folder) => isAroundAll(folder, site))
  return files.messages === 0 ? [] : [placeMessages(spool, site, files)]
}

/** The root of an archive of files has no name. */
function isAroundAll(folder: string, { settings }: OldSite): boolean {
  const own = settings.text('storiespath').split(/[\\/]/).findLast(Boolean)
  return folder === '' || [own, 'stories'].some((name) => name?.toLowerCase() === folder.toLowerCase())
}

/** A folder's name may have lost what a file system refuses, or be in another case. */
function membersByName(spool: Spool, site: OldSite): (folder: string) => number | null {
  let members: Map<string, number> | null = null
  const readMembers = () => {
    const rows = [...spool.rows(site.table('authors'), ['uid'])].toReversed()
    return new Map(rows.map((row) => [foldName(plain(row, 'penname')), row.integer('uid')]))
  }
  return (folder) => (members ??= readMembers()).get(foldName(folder)) ?? null
}

/** Above any number that a table has given. */
const FIRST = 1_000_000_000

/** Each becomes a row of the table that later versions have; where that one has rows, the files are older. */
function placeMessages(spool: Spool, site: OldSite, files: StoryFiles): string {
  const table = site.table('messages')
  const found = new Map<string, Buffer>()
  for (const { name, bytes } of files.messageFiles()) if (!found.has(name)) found.set(name, bytes)
  if ((spool.tables.get(table)?.rows ?? 0) > 0) {
    return `The folder messages was not read (${[...found.keys()].join(', ')}): the database has these texts.`
  }
  const rows: RowValues[] = [...found].map(([name, bytes]) => ({
    message_id: Buffer.from(String(FIRST + Number.parseInt(hash('sha256', name).slice(0, 7), 16))),
    message_name: Buffer.from(name),
    message_title: null,
    message_text: bytes,
  }))
  spool.insert(table, rows)
  return `${rows.length} texts of the site lay in the folder messages, as in version 2: ${[...found.keys()].join(', ')}.`
}
