// An owner moves the old site in without ever seeing a terminal.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { EFICTION_DATA } from '../efiction-truth.ts'
import { newFolder, removeFolder, runFanfold, type Running, startFanfold } from '../program.ts'
import { aVisitor, closeBrowser, type Visitor } from './visitor.ts'

const dataDir = newFolder()
const PASSWORD = 'nine lamps in a row'
let archive: Running
let owner: Visitor

before(async () => {
  const call = ['create-owner', '--name', 'Olga', '--email', 'olga@example.org', '--data', dataDir]
  assert.equal((await runFanfold(call, `${PASSWORD}\n`)).exitCode, 0)
  archive = await startFanfold(dataDir)
  owner = await aVisitor(archive.address)
})

after(async () => {
  await closeBrowser()
  await archive.stop()
  removeFolder(dataDir)
})

/** The page looks again by itself. */
const heading = (name: RegExp) => owner.page.getByRole('heading', { level: 1, name }).waitFor({ timeout: 90_000 })
const press = (name: string) => owner.page.getByRole('button', { name, exact: true }).click()

test('the owner finds the way from the queue and uploads the dump', async () => {
  await owner.go('/login')
  await owner.page.getByLabel('Pen name or e-mail address').fill('Olga')
  await owner.page.getByLabel('Password').fill(PASSWORD)
  await press('Log in')
  await owner.go('/moderation/queue')
  await owner.page.getByRole('link', { name: 'Move a site in' }).click()
  await owner.page.getByLabel('Upload the dump').setInputFiles(join(EFICTION_DATA, 'site-a.sql.gz'))
  await press('Read it and show a preview')
})

test('the preview says what would come over, and nothing is there yet', async () => {
  await heading(/^Preview$/)
  assert.match(await owner.page.locator('main').innerText(), /Nothing has been written yet/)
  const guest = await aVisitor(archive.address)
  await guest.go('/works')
  assert.equal(await guest.page.locator('article.blurb').count(), 0)
  await guest.leave()
})

test('the owner starts, watches, and reads the report', async () => {
  await press('Move it in')
  await heading(/^Report/)
  const report = await owner.page.locator('main').innerText()
  assert.match(report, /2,087 rows were read and all are accounted for/)
  await owner.page.locator('summary', { hasText: /^\s*chapters: \d+ columns/ }).click()
  assert.match(await owner.page.getByRole('region', { name: 'chapters', exact: true }).innerText(), /storytext/)
  await owner.page.getByLabel('What became of the row').selectOption('merged')
  await press('Show')
  assert.match(await owner.page.locator('.words').innerText(), /merged/)
})

test('the report can be taken along, and the works are there', async () => {
  const [file] = await Promise.all([
    owner.page.waitForEvent('download'),
    owner.page.getByRole('link', { name: 'The report as an HTML file' }).click(),
  ])
  assert.match(file.suggestedFilename(), /^import-\d+\.html$/)
  assert.equal(await owner.go('/works'), 200)
  assert.ok((await owner.page.locator('article.blurb').count()) > 10)
  await owner.leave()
})
