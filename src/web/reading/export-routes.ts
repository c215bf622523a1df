import type { Viewer } from '../../people/viewer.ts'
import { findPseud } from '../../people/find-pseud.ts'
import { exportShelf } from '../../reading/export-shelf.ts'
import { findOwnShelf, findShelf } from '../../reading/find-shelf.ts'
import { listOwnShelves } from '../../reading/list-shelves.ts'
import type { Shelf } from '../../reading/shelf.ts'
import { CSV_TYPE } from '../../text/csv.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import type { C } from '../respond.ts'
import { csvFile, jsonFile } from './export-files.ts'

type Format = 'csv' | 'json'

/** Shelves as files: one's own, and what others show as far as they show it. Before the shelves' own addresses. */
export function exportRoutes(app: App, { db, now }: Parts): void {
  const send = (c: C, shelves: readonly Shelf[], { format, isOwner, name }: Sending) => {
    const viewer: Viewer = c.get('viewer')
    const exported = shelves.map((shelf) => ({ shelf, bookmarks: exportShelf(db, viewer, { shelf, isOwner }) }))
    const facts = { archiveName: c.get('chrome').archiveName, origin: c.get('origin'), now: now() }
    const text = format === 'csv' ? csvFile(exported, facts) : jsonFile(exported, facts)
    const bytes = ReadableStream.from(text).pipeThrough(new TextEncoderStream())
    return c.body(bytes, 200, {
      'content-type': format === 'csv' ? CSV_TYPE : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="shelves.${format}"; filename*=UTF-8''${encodeURIComponent(name)}.${format}`,
      'cache-control': 'private, no-store',
    })
  }

  for (const [{ pattern }, format] of [
    [paths.myShelvesCsv, 'csv'],
    [paths.myShelvesJson, 'json'],
  ] as const)
    app.get(pattern, async (c) => {
      const shelves = await listOwnShelves(db, requireMember(c.get('viewer')))
      return send(c, shelves, { format, isOwner: true, name: 'shelves' })
    })

  for (const [{ pattern }, format] of [
    [paths.myShelfCsv, 'csv'],
    [paths.myShelfJson, 'json'],
  ] as const)
    app.get(pattern, async (c) => {
      const shelf = await findOwnShelf(db, requireMember(c.get('viewer')), c.req.param('shelf')!)
      return send(c, [shelf], { format, isOwner: true, name: shelf.slug })
    })

  for (const [{ pattern }, format] of [
    [paths.shelfCsv, 'csv'],
    [paths.shelfJson, 'json'],
  ] as const)
    app.get(pattern, async (c) => {
      const author = await findPseud(db, c.req.param('slug')!)
      const shelf = await findShelf(db, c.get('viewer'), author, c.req.param('shelf')!)
      return send(c, [shelf], { format, isOwner: false, name: shelf.slug })
    })
}

interface Sending {
  format: Format
  isOwner: boolean
  /** Of the file, without its ending. */
  name: string
}
