// Styles, fonts and browser behaviours: bundled once, kept in memory, served under names that hold their hash.
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'

export interface Asset {
  bytes: Buffer<ArrayBuffer>
  /** Null where compressing does not pay (fonts). */
  brotli: Buffer<ArrayBuffer> | null
  type: string
}

export interface Assets {
  /** Addresses for the head of every page. */
  styles: string
  script: string
  /** Addresses of what every page needs, the text face included. */
  needed: readonly string[]
  /** The service worker, which lives at an address of its own. */
  worker: Buffer<ArrayBuffer>
  files: ReadonlyMap<string, Asset>
}

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
  woff: 'font/woff',
  svg: 'image/svg+xml',
}

export async function buildAssets(): Promise<Assets> {
  const result = await build({
    entryPoints: ['styles/main.css', 'browser/main.js', 'browser/offline/worker.js'].map((path) =>
      join(import.meta.dirname, path),
    ),
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file', '.woff': 'file', '.svg': 'file' },
    outdir: 'assets',
    logLevel: 'warning',
  })
  const files = new Map(result.outputFiles.map((file) => [basename(file.path), toAsset(file.path, file.contents)]))
  const nameOf = (start: string, end: string) =>
    [...files.keys()].find((name) => name.startsWith(start) && name.endsWith(end))!
  const named = (start: string, end: string) => `/assets/${nameOf(start, end)}`
  const worker = files.get(nameOf('worker-', '.js'))!.bytes
  files.delete(nameOf('worker-', '.js'))
  const [styles, script] = [named('main-', '.css'), named('main-', '.js')]
  const face = named('literata-latin-wght-normal', '.woff2')
  return { styles, script, needed: [styles, script, face], worker, files }
}

function toAsset(path: string, contents: Uint8Array): Asset {
  const ending = path.split('.').at(-1)!
  const bytes = Buffer.from(contents)
  return {
    bytes,
    brotli: ending.startsWith('woff') ? null : compressed(bytes),
    type: TYPES[ending] ?? 'application/octet-stream',
  }
}

function compressed(bytes: Buffer): Buffer<ArrayBuffer> {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
}

export const FAVICON = readFileSync(join(import.meta.dirname, 'styles/favicon.svg'))
