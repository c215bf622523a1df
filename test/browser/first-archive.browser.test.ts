// The story that the first release must tell: an old site moves in, is read, answered and added to.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { EFICTION_DATA, hashOf, readTruth } from '../efiction-truth.ts'
import { newFolder, removeFolder, runFanfold, type Running, startFanfold } from '../program.ts'
import { linkFromMail } from './mailbox.ts'
import { aVisitor, closeBrowser, type Visitor } from './visitor.ts'

const dataDir = newFolder()
const PASSWORD = 'nine lamps in a row'
const CHAPTER = '/viewstory.php?sid=1&chapter=1'
let archive: Running
let owner: Visitor
let rui: Visitor

before(async () => {
  const moved = await runFanfold(['import', 'efiction', join(EFICTION_DATA, 'site-a.sql.gz'), '--data', dataDir])
  assert.equal(moved.exitCode, 0, moved.errors)
  archive = await startFanfold(dataDir)
  owner = await aVisitor(archive.address)
  rui = await aVisitor(archive.address)
})

after(async () => {
  await closeBrowser()
  await archive.stop()
  removeFolder(dataDir)
})

async function fill(visitor: Visitor, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await visitor.page.getByLabel(label, { exact: true }).fill(text)
}

const press = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true }).click()
const follow = ({ page }: Visitor, name: string) => page.getByRole('link', { name, exact: true }).first().click()
const bodyOf = ({ page }: Visitor) => page.locator('main').innerText()

async function logIn(visitor: Visitor, name: string, password: string): Promise<void> {
  await visitor.go('/login')
  await fill(visitor, { 'Pen name or e-mail address': name, Password: password })
  await press(visitor, 'Log in')
}

test('the owner opens the printed link, makes an account and sets the rules', async () => {
  await owner.go(archive.setupLink!)
  await fill(owner, { 'Name of the archive': 'The Lantern Archive', 'Pen name': 'Olga' })
  await fill(owner, { 'E-mail address': 'olga@example.org', Password: PASSWORD })
  await press(owner, 'Open the archive')
  assert.match(await owner.page.innerText('header'), /The Lantern Archive[^]*Olga/)
  await owner.go('/moderation/settings')
  await owner.page.getByLabel('Reviews are written by').selectOption('members')
  await owner.page.getByLabel('New works and chapters').selectOption('held')
  await press(owner, 'Save the settings')
  assert.match(await bodyOf(owner), /The settings are saved/)
})

test('a guest opens a chapter by its old address and finds all of it', async () => {
  assert.equal(await rui.go(CHAPTER), 200)
  assert.equal(new URL(rui.page.url()).pathname, '/works/1/chapters/1')
  const text = await bodyOf(rui)
  for (const words of ['Author’s Chapter Notes:', 'Chapter End Notes:', 'You must login (register) to review.']) {
    assert.ok(text.replaceAll("'", '’').includes(words), words)
  }
  const chapter = readTruth('a').chapters.find((one: { chapid: number }) => one.chapid === 1)
  assert.equal(hashOf(await rui.page.locator('.chapter-text').innerHTML()), chapter.sha256)
})

test('the reader registers from there, confirms by mail, logs in and is back at the chapter', async () => {
  await follow(rui, 'register')
  await fill(rui, { 'Pen name': 'Rui', 'E-mail address': 'rui@example.org', Password: PASSWORD })
  await press(rui, 'Register')
  assert.match(await bodyOf(rui), /rui@example.org/)
  await rui.go(await linkFromMail(dataDir, 'rui@example.org'))
  await press(rui, 'Confirm')
  await fill(rui, { 'Pen name or e-mail address': 'Rui', Password: PASSWORD })
  await press(rui, 'Log in')
  assert.equal(new URL(rui.page.url()).pathname, '/works/1/chapters/1')
})

test('the reader reviews, and the author, with the password of the old site, answers', async () => {
  await rui.page.getByLabel('Your review').fill('I stayed up for this.\n\nThe *shade* is lovely.')
  await press(rui, 'Submit review')
  assert.match(await bodyOf(rui), /I stayed up for this/)
  const author = await aVisitor(archive.address)
  await logIn(author, 'pemberley-shade', 'pass-pemberley-shade-5')
  await author.go(CHAPTER)
  const review = author.page.locator('article.review', { hasText: 'I stayed up for this.' })
  await review.getByRole('link', { name: /^Reply/ }).click()
  await author.page.getByRole('textbox').last().fill('Sleep well, then!')
  await author.page.getByRole('button', { name: /reply|answer/i }).click()
  await author.leave()
  await rui.go(CHAPTER)
  assert.match(await bodyOf(rui), /Author's Response:[^]*Sleep well, then!/)
})

test('the reader posts a work; a guest cannot see it while it waits', async () => {
  await rui.go('/works/new')
  await fill(rui, { Title: 'What Rui Wrote', Text: '<p>It was raining in <em>Lisbon</em>.</p>\n<p>Then not.</p>' })
  await rui.page.getByLabel('Rating').selectOption({ index: 1 })
  await press(rui, 'Post')
  assert.match(await bodyOf(rui), /waits for a moderator/i)
  const guest = await aVisitor(archive.address)
  await guest.go('/works')
  assert.doesNotMatch(await bodyOf(guest), /What Rui Wrote/)
  await guest.leave()
})

test('the owner approves it, and everybody reads it', async () => {
  await owner.go('/')
  await owner.page.locator('summary', { hasText: 'Olga' }).click()
  await follow(owner, 'Queue')
  const waiting = owner.page.locator('li, article', { hasText: 'What Rui Wrote' }).last()
  await waiting.getByRole('link', { name: 'Decide' }).click()
  await press(owner, 'Approve')
  const guest = await aVisitor(archive.address)
  await guest.go('/works')
  await follow(guest, 'What Rui Wrote')
  const start = guest.page.getByRole('link', { name: 'Start reading', exact: true })
  if (!(await guest.page.locator('.chapter-text').count())) await start.click()
  assert.match(await guest.page.locator('.chapter-text').innerText(), /raining in Lisbon/)
  await guest.leave()
})

test('nobody’s browser complained about anything', async () => {
  await owner.leave()
  await rui.leave()
})
