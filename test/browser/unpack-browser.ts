import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { extract } from 'tar-stream'
import { ROOT } from '../list-files.ts'
import type { BrowserPlace } from './find-browser.ts'

const PACKAGE = join(ROOT, 'node_modules/@sparticuz/chromium')

/**
 * Unpacks it once into .cache. Its libraries (nss, nspr, expat) are found first, so that a machine without any of
 * them can run it; its fonts are used where the system has none.
 */
export async function unpackBrowser(): Promise<BrowserPlace> {
  if (platform() !== 'linux' || arch() !== 'x64') throw new Error('the bundled browser is for Linux on x64')
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }
  const folder = join(ROOT, '.cache', `browser-${version}`)
  if (!existsSync(folder)) await unpackInto(folder)
  const environment = { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  return { path: join(folder, 'chromium'), environment }
}

/** Under another name first, so that a broken-off or doubled unpacking is never taken for a whole one. */
async function unpackInto(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true })
  const half = mkdtempSync(`${folder}-`)
  await pipeline(
    packed('chromium.br'),
    createBrotliDecompress(),
    createWriteStream(join(half, 'chromium'), { mode: 0o755 }),
  )
  for (const name of ['al2023.tar.br', 'swiftshader.tar.br', 'fonts.tar.br']) await unpackTar(name, half)
  writeFileSync(join(half, 'fonts.conf'), fontSettings(join(folder, 'fonts')))
  try {
    renameSync(half, folder)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

function packed(name: string) {
  return createReadStream(join(PACKAGE, 'bin', name))
}

async function unpackTar(name: string, folder: string): Promise<void> {
  const tar = extract()
  const reading = pipeline(packed(name), createBrotliDecompress(), tar)
  for await (const entry of tar) {
    const path = join(folder, entry.header.name)
    mkdirSync(dirname(path), { recursive: true })
    if (entry.header.type === 'file') await pipeline(entry, createWriteStream(path, { mode: 0o755 }))
    else entry.resume()
  }
  await reading
}

function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`
}
