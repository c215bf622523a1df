import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAME = process.platform === 'win32' ? 'ebook-convert.exe' : 'ebook-convert'
/** Where Calibre's own installers put it. */
const PLACES = ['/opt/calibre', '/Applications/calibre.app/Contents/MacOS', 'C:\\Program Files\\Calibre2']

/** The path of Calibre's `ebook-convert`, or null. `named`: where the owner says that it is; `off` wants none. */
export function findCalibre(named: string | null, path = process.env.PATH ?? ''): string | null {
  if (named === 'off') return null
  if (named !== null) return canRun(named) ? named : null
  const folders = [...path.split(delimiter).filter((folder) => folder !== ''), ...PLACES]
  return folders.map((folder) => join(folder, NAME)).find(canRun) ?? null
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
