import type { Db } from '../../src/store/database.ts'
import { keepUpload } from '../../src/site/uploads.ts'
import { NOON } from '../cast.ts'

/** One dot. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** What may become of the bytes of a picture after it was kept; null: it is not there any more. */
export const DAMAGES: Readonly<Record<string, Buffer | null>> = {
  'cut off': PNG.subarray(0, 40),
  'cut off in its head': PNG.subarray(0, 20),
  empty: Buffer.alloc(0),
  noise: Buffer.alloc(200, 7),
  'another kind': Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  gone: null,
}

/** HTML that shows a sound picture and one of each damage, with words between them. */
export async function damagedPictures(db: Db): Promise<string> {
  const shown = [await shownAs(db, 'sound', undefined)]
  for (const [damage, bytes] of Object.entries(DAMAGES)) shown.push(await shownAs(db, damage, bytes))
  return `${shown.join('')}<p>Behind them.</p>`
}

async function shownAs(db: Db, name: string, became: Buffer | null | undefined): Promise<string> {
  const { id, address } = (await keepUpload(db, Buffer.concat([PNG, Buffer.from(name)]), NOON))!
  if (became === null) await db.deleteFrom('upload').where('id', '=', id).execute()
  else if (became) await db.updateTable('upload').set({ bytes: became }).where('id', '=', id).execute()
  return `<p>Before ${name}.</p><p><img src="${address}" alt="picture, ${name}"></p>`
}
