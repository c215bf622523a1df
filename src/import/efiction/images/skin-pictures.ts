// Categories and characters had pictures that lay in a skin of the old site, under bare names.
import { keepUpload } from '../../../site/uploads.ts'
import { inTransaction } from '../../../store/database.ts'
import type { LegacyId } from '../legacy.ts'
import type { Move } from '../moving.ts'
import type { OldPictures } from '../read/old-pictures.ts'
import { Row } from '../read/row.ts'
import type { StoryFiles } from '../read/story-files.ts'

/** Brings those over that are named and were brought. Safe to repeat. */
export async function moveSkinPictures(move: Move, files: StoryFiles): Promise<void> {
  const names = files.skinPictures === 0 ? [] : [...namedIn(move)]
  if (names.length === 0) return
  const skin = move.site.settings.text('skin').trim()
  await inTransaction(move.db, async (db) => {
    const numbers: LegacyId[] = []
    for (const name of names) {
      const bytes = files.skinPicture(name, skin)
      const upload = bytes && (await keepUpload(db, bytes, move.now))
      if (upload) numbers.push({ oldId: numberOf(name), newId: upload.id, fingerprint: null, written: null })
    }
    await move.legacy.record(db, 'image', numbers)
  })
}

function namedIn({ spool, site }: Move): Set<string> {
  const names = new Set<string>()
  for (const table of ['categories', 'characters']) {
    for (const row of spool.rows(site.table(table), [])) {
      const name = row.raw('image')?.toString().trim() ?? ''
      if (name !== '' && !/[/\\]/.test(name)) names.add(name)
    }
  }
  return names
}

function numberOf(name: string): string {
  return `skins/${name.toLowerCase()}`
}

/** Where the picture is now; undefined where it did not come. */
export function skinPictureAt(name: string, { addresses }: OldPictures): string | undefined {
  return addresses.get(numberOf(name))
}

/** A picture that comes later changes its row. */
export function skinPictureBeside(row: Row): readonly Row[] {
  const address = skinPictureAt(row.raw('image')?.toString().trim() ?? '', row.reading.pictures)
  return address === undefined ? [] : [new Row({ image: Buffer.from(address) })]
}
