import { FAVICON } from '../assets.ts'
import { notFound } from '../../errors.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'

export function siteRoutes(app: App, { assets }: Parts): void {
  app.get(paths.health.pattern, (c) => c.text('ok'))

  app.get(paths.asset.pattern, (c) => {
    const asset = assets.files.get(c.req.param('name')!)
    if (!asset) throw notFound('File')
    c.header('content-type', asset.type)
    c.header('cache-control', FOR_EVER)
    c.header('vary', 'accept-encoding')
    if (!asset.brotli || !/\bbr\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(asset.bytes)
    c.header('content-encoding', 'br')
    return c.body(asset.brotli)
  })

  app.get('/favicon.svg', (c) => c.body(FAVICON, 200, { 'content-type': 'image/svg+xml', 'cache-control': FOR_EVER }))
}
