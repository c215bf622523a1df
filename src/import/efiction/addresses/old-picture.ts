import { uploadAddress } from '../../../site/uploads.ts'
import type { Db } from '../../../store/database.ts'
import { textOfAddress } from '../read/file-names.ts'
import { type AskedAt, OldNumbers } from './old-numbers.ts'
import type { OldSiteAddress } from './old-sites.ts'

const PICTURE = /\/[0-9]{1,10}\/images\/[^/]+$/i

/** Where a picture that a member of the old site had uploaded is shown now; null for any other address. */
export async function findPicture(db: Db, sites: readonly OldSiteAddress[], at: AskedAt): Promise<string | null> {
  const path = decoded(at.path)
  if (path === null || !PICTURE.test(path)) return null
  const numbers = new OldNumbers(db, sites, { host: at.host, path: folderAbove(path, sites) })
  for (const old of oldPathsIn(path, sites)) {
    const id = (await numbers.find('image', old)) ?? (await numbers.find('image', old.toLowerCase()))
    const upload =
      id && (await db.selectFrom('upload').where('id', '=', id).select(['sha256', 'mime']).executeTakeFirst())
    if (upload) return uploadAddress(upload)
  }
  return null
}

/** As pictures are numbered: `stories/7/images/map.gif`, whatever folder the site lived in. */
function oldPathsIn(path: string, sites: readonly OldSiteAddress[]): string[] {
  const folders = [...new Set([...sites.map((site) => site.storyFolder), 'stories'])]
  return folders.flatMap((folder) => {
    const start = path.toLowerCase().lastIndexOf(`/${folder.toLowerCase()}/`)
    return start < 0 ? [] : [`${folder}${path.slice(start + 1 + folder.length)}`]
  })
}

/** The address of the site itself, with a slash at its end. */
function folderAbove(path: string, sites: readonly OldSiteAddress[]): string {
  const starts = sites.map((site) => path.toLowerCase().lastIndexOf(`/${site.storyFolder.toLowerCase()}/`))
  const start = Math.max(...starts, path.lastIndexOf('/stories/'))
  return start < 0 ? path : path.slice(0, start + 1)
}

function decoded(path: string): string | null {
  const text = textOfAddress(path).normalize('NFC')
  return text.includes('\0') || !text.isWellFormed() ? null : text
}
