import { inTransaction } from '../../../store/database.ts'
import { type Upload, keepUpload, uploadAddress } from '../../../site/uploads.ts'
import { readSiteAddress } from '../addresses/old-sites.ts'
import type { LegacyId } from '../legacy.ts'
import type { Move } from '../moving.ts'
import { moveSkinPictures } from './skin-pictures.ts'
import { packRows } from '../read/packed-rows.ts'
import { Row } from '../read/row.ts'
import type { PictureFile, StoryFiles } from '../read/story-files.ts'

/** Stands for a table's name, as that of the story files does. */
const PICTURE_ROWS = 'picture'

const MAX_BATCH_BYTES = 4 * 1024 * 1024
const BATCH = 50

/**
 * Brings the pictures over that members uploaded to the old site, and tells the reading of texts where they are now,
 * also those that an earlier run has brought. Needs to run before any text is read. Safe to repeat.
 */
export async function movePictures(move: Move, files: StoryFiles): Promise<void> {
  const folder = folderOf(move)
  let batch: PictureFile[] = []
  let bytes = 0
  let done = 0
  const flush = async () => {
    await keepAll(move, folder, batch)
    batch = []
    bytes = 0
    await move.goOn()
    move.tell({ phase: 'files', done, total: files.pictures })
  }
  for (const file of files.pictureFiles()) {
    done++
    batch.push(file)
    bytes += file.bytes.length
    if (batch.length === BATCH || bytes > MAX_BATCH_BYTES) await flush()
  }
  if (batch.length > 0) await flush()
  await moveSkinPictures(move, files)
  const addresses = await listAddresses(move)
  const { host = '', path = '' } = readSiteAddress(move.site.settings.text('url')) ?? {}
  move.reading.pictures = { folder, path, hosts: host === '' ? [] : [host], addresses }
}

async function keepAll(move: Move, folder: string, files: readonly PictureFile[]): Promise<void> {
  await inTransaction(move.db, async (db) => {
    const numbers: LegacyId[] = []
    for (const file of files) {
      const upload: Upload | null = await keepUpload(db, file.bytes, move.now)
      const path = `${folder}/${file.uid}/images/${file.name}`
      if (!upload) {
        await db
          .insertInto('legacy_row')
          .values(asideRow(move, path, file))
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        move.ledger.remark(PICTURE_ROWS, path, whyNot(file.bytes), 'kept aside')
        continue
      }
      // A name in other letters is found too: most old servers told capitals apart, the people did not.
      for (const oldId of new Set([path, path.toLowerCase()])) {
        numbers.push({ oldId, newId: upload.id, fingerprint: null, written: null })
      }
    }
    await move.legacy.record(db, 'image', numbers)
  })
}

function asideRow({ legacy }: Move, path: string, { bytes }: PictureFile) {
  const packed = packRows([{ id: path, row: new Row({ path: Buffer.from(path), bytes }) }])
  return { source: legacy.source, table_name: PICTURE_ROWS, old_id: path, aside: 1, packed }
}

function whyNot(bytes: Buffer): string {
  if (bytes.length === 0) return 'is empty; kept aside'
  const head = bytes.toString('latin1', 0, 1000).trimStart()
  const kind = /^<\?(?:php|=|\s)/i.test(head)
    ? 'a program'
    : /^(?:<\?xml[^>]*>\s*)?(?:<!doctype svg[^>]*>\s*)?<svg/i.test(head)
      ? 'an SVG drawing, which may hold scripts'
      : /^<(?:!doctype|html|head|body|script)/i.test(head)
        ? 'a web page'
        : 'no whole PNG, GIF, JPEG or WebP'
  return `is ${kind}; kept aside, not shown`
}

function folderOf({ site }: Move): string {
  const folder = site.settings.text('storiespath').trim().replaceAll('\\', '/')
  return folder.replace(/^(?:\.{0,2}\/)+|\/+$/g, '') || 'stories'
}

async function listAddresses({ db, legacy }: Move): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('legacy_id')
    .innerJoin('upload', 'upload.id', 'legacy_id.new_id')
    .where('source', '=', legacy.source)
    .where('kind', '=', 'image')
    .select(['old_id', 'sha256', 'mime'])
    .execute()
  return new Map(rows.map((row) => [row.old_id, uploadAddress(row)]))
}
