import { notFound } from '../../errors.ts'
import { findUpload } from '../../site/uploads.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'

/**
 * Bytes never change under an address, and are sent as the kind of picture that they are. Other sites show them too,
 * as they always did.
 */
const HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  'content-disposition': 'inline',
  'cross-origin-resource-policy': 'cross-origin',
}

export function uploadRoutes(app: App, { db }: Parts): void {
  app.get(paths.upload.pattern, async (c) => {
    const name = c.req.param('name')!
    const upload = await findUpload(db, name)
    if (!upload) throw notFound('Picture')
    const etag = `"${name}"`
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, { ...HEADERS, etag })
    return c.body(new Uint8Array(upload.bytes), 200, { ...HEADERS, etag, 'content-type': upload.mime })
  })
}
