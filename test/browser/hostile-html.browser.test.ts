// Every hostile text, posted by a member and shown by the real chapter page: nothing runs, and the words survive.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Kysely } from 'kysely'
import { aMember, aWork } from '../cast.ts'
import { HOSTILE_HTML, type HostileText } from '../data/hostile-html.ts'
import { newFolder, removeFolder, type Running, startFanfold } from '../program.ts'
import { changeSettings } from '../../src/site/settings.ts'
import type { Member } from '../../src/people/viewer.ts'
import { type Db, inTransaction, openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import type { Tables } from '../../src/store/tables.ts'
import { sanitizeHtml } from '../../src/text/sanitize.ts'
import { aVisitor, closeBrowser } from './visitor.ts'

const dataDir = newFolder()
let db: Kysely<Tables>
let archive: Running
let pages: Array<{ path: string; texts: readonly HostileText[] }>

const LARGE = 20_000
const TEXTS_A_PAGE = 20
/** Stands between two texts, directly in the chapter: a text that is not well closed would swallow it. */
const CUT = '<hostile-cut></hostile-cut>'

before(async () => {
  db = openDatabase({ url: null, dataDir, durable: false })
  await migrate(db)
  await changeSettings(db, { name: 'The Fortress' }, 1)
  const ada = await aMember(db, 'Ada', 'owner')
  pages = await inTransaction(db, async (db) => {
    const made = []
    for (const texts of inGroups()) made.push({ texts, path: await show(db, ada, texts) })
    return made
  })
  archive = await startFanfold(dataDir)
})

after(async () => {
  await closeBrowser()
  await archive.stop()
  await db.destroy()
  removeFolder(dataDir)
})

/** Large ones alone, the others in company. */
function inGroups(): HostileText[][] {
  const small = HOSTILE_HTML.filter(({ html }) => html.length <= LARGE)
  const groups = HOSTILE_HTML.filter(({ html }) => html.length > LARGE).map((text) => [text])
  for (let at = 0; at < small.length; at += TEXTS_A_PAGE) groups.push(small.slice(at, at + TEXTS_A_PAGE))
  return groups
}

/** Chromium takes minutes to lay out one endless ruby or, with a font of our own, one endless line: they are cut. */
function bearable({ name, html }: HostileText): string {
  return /ruby readings|KB of words/.test(name) ? html.slice(0, 3000) + html.slice(-3000) : html
}

async function show(db: Db, by: Member, texts: readonly HostileText[]): Promise<string> {
  const html = texts.map((text) => sanitizeHtml(bearable(text))).join(CUT)
  const { workId, chapterIds } = await aWork(db, { by, chapters: [{ html }] })
  return `/works/${workId}/chapters/${chapterIds[0]}`
}

test('no hostile text runs on the chapter page, and its words survive', { timeout: 300_000 }, async () => {
  assert.ok(HOSTILE_HTML.length >= 200)
  const { page, problems, leave } = await aVisitor(archive.address)
  page.setDefaultTimeout(60_000) // some of these take the browser seconds to lay out
  for (const { path, texts } of pages) {
    const names = texts.map(({ name }) => name).join(', ')
    assert.equal((await page.goto(path))!.status(), 200, names)
    await page.evaluate(WAKE)
    assert.deepEqual(withoutMissingImages(problems.splice(0)), [], names)
    const shown = await page.evaluate<string[]>(READ)
    assert.equal(shown.length, texts.length, `one of these is not well closed: ${names}`)
    for (const [index, { name, words }] of texts.entries()) {
      for (const word of words) assert.ok(shown[index]!.includes(word), `${name}: "${word}" is gone`)
    }
    assert.match(await page.title(), /^A Work.* · The Fortress$/, names)
  }
  await leave()
})

/** What waits for a reader's move: the pointer, the focus, an animation's end. */
const WAKE = `for (const element of [...document.querySelectorAll('.chapter-text *')].slice(0, 500)) {
  for (const kind of ['mouseover', 'pointerenter', 'focus', 'animationstart', 'transitionend', 'toggle', 'load']) {
    element.dispatchEvent(new Event(kind, { bubbles: true }))
  }
}`

/** The words between the cuts. */
const READ = `[...document.querySelector('.chapter-text').childNodes].reduce((texts, node) => {
  if (node.nodeName === 'HOSTILE-CUT') texts.push('')
  else texts[texts.length - 1] += node.textContent
  return texts
}, [''])`

/** An image of this archive's own that is not there is no danger. */
function withoutMissingImages(problems: string[]): string[] {
  return problems.filter((problem) => !/^console: Failed to load resource: .* 404/.test(problem))
}
