import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { anApp, type TestApp } from '../../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { tinySite } from '../../../test/tiny-site.ts'
import { importSite } from '../../import/efiction/import-site.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

let home: TestDatabase
let archive: TestApp
const folder = mkdtempSync(join(tmpdir(), 'fanfold-pictures-'))

function filesOf(site: string, storyFolder: string, pictures: Record<string, Buffer>): string {
  for (const [path, bytes] of Object.entries(pictures)) {
    const at = join(folder, site, storyFolder, path)
    mkdirSync(join(at, '..'), { recursive: true })
    writeFileSync(at, bytes)
  }
  return join(folder, site)
}

before(async () => {
  home = await openTestDatabase()
  await importSite(home.db, {
    dump: tinySite({ settings: [{ sitekey: 'tales', url: 'http://tales.example', storiespath: 'stories' }] }),
    files: filesOf('tales', 'stories', { '1/images/Map one.png': PNG }),
    now: 1,
  })
  await importSite(home.db, {
    dump: tinySite({
      settings: [{ sitekey: 'odes', url: 'http://odes.example/archive', storiespath: 'stories' }],
      authors: [{ penname: 'Robin', email: 'robin@odes.example' }],
    }),
    files: filesOf('odes', 'stories', { '1/images/Map one.png': GIF }),
    now: 2,
  })
  archive = await anApp(home.db)
})
after(async () => {
  await home.close()
  rmSync(folder, { recursive: true, force: true })
})

async function shownAt(address: string): Promise<string | null> {
  const led = await archive.guest().get(address)
  if (led.status !== 301) return null
  assert.equal(led.response.headers.get('cross-origin-resource-policy'), 'cross-origin')
  const { headers } = (await archive.guest().get(led.location!)).response
  assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin')
  return headers.get('content-type')
}

test('a picture is shown at its old address, on other sites too, and of the site that the address is of', async () => {
  const cases: Array<[string, string | null]> = [
    ['/stories/1/images/Map%20one.png', 'image/png'],
    ['/stories/1/images/map%20ONE.png?x=1', 'image/png'],
    ['http://www.tales.example/stories/1/images/Map%20one.png', 'image/png'],
    ['http://odes.example/archive/stories/1/images/Map%20one.png', 'image/gif'],
    ['/archive/stories/1/images/Map%20one.png', 'image/gif'],
    ['/works/1/chapters/stories/1/images/Map%20one.png', 'image/png'],
    ['/stories/1/images/other.png', null],
    ['/stories/2/images/Map%20one.png', null],
    ['/stories/1/images/%00.png', null],
    ['/stories/1/images/%ff.png', null],
    ['/stories/1/images/%ED%A0%80.png', null],
    ['/stories/1/Map%20one.png', null],
  ]
  for (const [address, type] of cases) assert.equal(await shownAt(address), type, address)
})
