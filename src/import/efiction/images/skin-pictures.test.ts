import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { openTestDatabase } from '../../../../test/database.ts'
import { tinySite } from '../../../../test/tiny-site.ts'
import { findUpload } from '../../../site/uploads.ts'
import type { Db } from '../../../store/database.ts'
import { importSite } from '../import-site.ts'

const root = mkdtempSync(join(tmpdir(), 'fanfold-skins-'))
after(() => rmSync(root, { recursive: true, force: true }))

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
/** The same with another colour. */
const OTHER = Buffer.from('R0lGODlhAQABAIAAAP8AAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

const SITE = {
  settings: [{ skin: 'Autumn' }],
  categories: [{ image: 'Tales.gif' }],
  characters: [{ image: 'mole.gif' }, { charid: 2, charname: 'Toad', image: 'toad.gif' }],
}
const dump = tinySite(SITE)

/** A copy of the whole old site, with what else lies in it. */
function wholeSite(): string {
  const files = {
    'config.php': '<?php',
    'skins/Autumn/images/tales.gif': GIF,
    'skins/Other/images/tales.gif': OTHER,
    'skins/Other/images/mole.gif': OTHER,
    'skins/Other/images/nobody.gif': GIF,
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return root
}

async function picturesIn(db: Db): Promise<Record<string, Buffer | null>> {
  const tags = await db.selectFrom('tag').where('name', 'in', ['Tales', 'Mole', 'Toad']).selectAll().execute()
  const found = tags.map(async ({ name, image_url }) => {
    const path = /^\/uploads\/(.+)$/.exec(image_url ?? '')?.[1]
    const upload = path === undefined ? null : await findUpload(db, path)
    return [name, upload && Buffer.from(upload.bytes)] as const
  })
  return Object.fromEntries(await Promise.all(found))
}

test('pictures of categories and characters come out of the skins of a copy of the whole site, of its own skin first', async () => {
  const { db, close } = await openTestDatabase()
  try {
    const { exceptions } = await importSite(db, { dump, files: wholeSite(), now: 1 })
    assert.deepEqual(await picturesIn(db), { Tales: GIF, Mole: OTHER, Toad: null })
    assert.equal((await db.selectFrom('upload').select('id').execute()).length, 2, 'and no other pictures of skins')
    assert.deepEqual(
      exceptions.filter(({ message }) => message.includes('skin,')).map(({ table, row }) => `${table} ${row}`),
      ['characters 2'],
    )
  } finally {
    await close()
  }
})

test('they come later too, and stay when texts are read again', async () => {
  const { db, close } = await openTestDatabase()
  try {
    await importSite(db, { dump, now: 1 })
    assert.deepEqual(await picturesIn(db), { Tales: null, Mole: null, Toad: null })
    const { verdict } = await importSite(db, { dump, files: wholeSite(), now: 2 })
    assert.deepEqual(verdict.faults, [])
    const whole = { Tales: GIF, Mole: OTHER, Toad: null }
    assert.deepEqual(await picturesIn(db), whole)
    await importSite(db, { keptFrom: 'tiny', now: 3 })
    assert.deepEqual(await picturesIn(db), whole)
    await importSite(db, { dump, now: 4 })
    assert.deepEqual(await picturesIn(db), whole)
  } finally {
    await close()
  }
})
