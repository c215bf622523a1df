import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { notFound } from '../../errors.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'

const ICONS: ReadonlyMap<string, Buffer<ArrayBuffer>> = new Map(
  ['icon-180.png', 'icon-192.png', 'icon-512.png', 'icon-maskable-512.png'].map((name) => [
    name,
    Buffer.from(readFileSync(join(import.meta.dirname, 'icons', name))),
  ]),
)
const DAY_SECONDS = 24 * 60 * 60

/** What lets the archive be put on a home screen as a program of its own (W3C Web Application Manifest). */
export function appRoutes(app: App, { assets }: Parts): void {
  app.get(paths.manifest.pattern, (c) => {
    const { archiveName: name, t } = c.get('chrome')
    const icon = (size: string, src: string, purpose = 'any') => ({
      src,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose,
    })
    const manifest = {
      id: '/',
      name,
      short_name: [...name].slice(0, 12).join(''),
      description: c.get('settings').slogan || undefined,
      lang: t.language,
      dir: 'auto',
      start_url: paths.home({}),
      scope: '/',
      display: 'standalone',
      background_color: '#fbf7f0',
      theme_color: '#fbf7f0',
      icons: [
        icon('192', paths.icon({ name: 'icon-192.png' })),
        icon('512', paths.icon({ name: 'icon-512.png' })),
        icon('512', paths.icon({ name: 'icon-maskable-512.png' }), 'maskable'),
      ],
      shortcuts: [{ name: t('offline.title'), url: paths.keptHere({}) }],
    }
    return c.body(JSON.stringify(manifest), 200, {
      'content-type': 'application/manifest+json',
      'cache-control': 'no-cache',
    })
  })

  app.get(paths.icon.pattern, (c) => {
    const icon = ICONS.get(c.req.param('name')!)
    if (!icon) throw notFound('Picture')
    return c.body(icon, 200, { 'content-type': 'image/png', 'cache-control': `public, max-age=${DAY_SECONDS}` })
  })

  // Its address stays the same and its scope is the whole archive, so it is no asset with a hash.
  app.get(paths.offlineWorker.pattern, (c) =>
    c.body(assets.worker, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }),
  )
}
