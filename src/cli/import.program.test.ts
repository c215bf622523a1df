// What an owner may give the program in error, and what it says then: one sentence, and the archive as it was.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { everything } from '../../test/everything.ts'
import { newFolder, removeFolder, runFanfold, startFanfold, stopFanfold } from '../../test/program.ts'
import { NO_DISK, smallDisk } from '../../test/small-disk.ts'
import { dumpFile, tinySite } from '../../test/tiny-site.ts'
import { openDatabase } from '../store/database.ts'
import { takeHold } from '../store/hold.ts'
import { closeTexts, openTexts } from '../store/texts-file.ts'

// The folder of the dumps goes when what was running at its making has ended.
const TINY = tinySite()
const folder = newFolder()
const home = join(folder, 'archive')

before(async () => {
  const { exitCode, errors } = await runFanfold(['import', 'efiction', TINY, '--data', home])
  assert.equal(exitCode, 0, errors)
})
after(() => removeFolder(folder))

async function allOf(dataDir: string) {
  const db = openDatabase({ url: null, dataDir })
  return everything(db).finally(() => db.destroy())
}

/** A dump of many texts, so that it is cut in the midst of them. */
const LARGE = tinySite({ chapters: chapters(400, 800) })
function chapters(count: number, words: number) {
  return Array.from({ length: count }, (_, index) => ({
    chapid: index + 1,
    inorder: index + 1,
    storytext: `${index} `.repeat(words),
  }))
}

interface Wrong {
  what: string
  args: () => string[]
  says: RegExp
  environment?: NodeJS.ProcessEnv
}

const gzipped = () => gzipSync(readFileSync(LARGE))
const shop = "CREATE TABLE `wp_posts` (`ID` int, `post_title` text);\nINSERT INTO `wp_posts` VALUES (1,'Hello');\n"
const WRONG: Wrong[] = [
  {
    what: 'a letter',
    args: () => [dumpFile('Dear all,\nthe site will close.\n')],
    says: /No table and no row of a MySQL dump/,
  },
  { what: 'a picture', args: () => [dumpFile(Buffer.from('89504e470d0a1a0a0000000d', 'hex'))], says: /dump/ },
  { what: 'an empty file', args: () => [dumpFile('')], says: /is empty/ },
  { what: 'a dump of something else', args: () => [dumpFile(shop)], says: /holds no eFiction site/ },
  { what: 'a dump cut off', args: () => [dumpFile(readFileSync(LARGE).subarray(0, 300_000))], says: /was cut off/ },
  {
    what: 'a gzip cut short',
    args: () => [dumpFile(gzipped().subarray(0, gzipped().length / 2))],
    says: /cut off|ends too early/,
  },
  { what: 'an empty folder', args: () => [newEmptyFolder()], says: /folder|file/ },
  {
    what: 'a text that is a folder',
    args: () => [TINY, '--files', withFolderAsText()],
    says: /1\.txt is a folder, where the text of a chapter is expected/,
  },
  { what: 'a strange prefix', args: () => [TINY, '--prefix', 'other_'], says: /no site with the prefix "other_"/ },
  {
    what: 'a strange character set',
    args: () => [TINY, '--charset', 'klingon'],
    says: /"klingon" cannot be used here/,
  },
  { what: 'a strange clock', args: () => [TINY, '--timezone', 'Mars/Olympus'], says: /not a time zone/ },
]

function newEmptyFolder(): string {
  return mkdtempSync(join(folder, 'empty-'))
}

function withFolderAsText(): string {
  const place = mkdtempSync(join(folder, 'texts-'))
  mkdirSync(join(place, '1', '1.txt'), { recursive: true })
  writeFileSync(join(place, '1', '2.txt'), 'Once.')
  return place
}

for (const { what, args, says, environment } of WRONG) {
  test(`${what} in place of what is wanted is told in one sentence`, async () => {
    await refused([...args(), '--data', home], says, environment)
  })
}

/** Also when only tried out. */
async function refused(args: string[], says: RegExp, environment: NodeJS.ProcessEnv = {}): Promise<void> {
  const dataDir = args[args.indexOf('--data') + 1]!
  const before = await allOf(dataDir)
  for (const more of [[], ['--dry-run']]) {
    const { exitCode, errors, output } = await runFanfold(['import', 'efiction', ...args, ...more], '', environment)
    assert.ok(exitCode === 1 || exitCode === 2, `${exitCode}: ${output}`)
    const lines = errors.trim().split('\n')
    const told = lines.filter((line) => !/^(dump|files) +[\d.,]/.test(line))
    assert.match(told[0]!, says)
    const choices = told.filter((line) => line.startsWith('  --prefix'))
    assert.equal(told.length, 1 + choices.length, errors)
    assert.equal(output, '')
  }
  assert.deepEqual(await allOf(dataDir), before)
  await refusedWhereNoneIs(args, environment)
}

/** Where there was no archive there is none afterwards, nor the folder for it. */
async function refusedWhereNoneIs(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const nowhere = join(folder, 'nowhere', 'at all')
  const { exitCode, errors } = await runFanfold(['import', 'efiction', ...args, '--data', nowhere], '', environment)
  assert.ok(exitCode === 1 || exitCode === 2, errors)
  assert.equal(existsSync(join(folder, 'nowhere')), false, errors)
}

test('a disk for temporary files that is too small is told of', async (t) => {
  const disk = smallDisk(2)
  if (!disk) return t.skip(NO_DISK)
  const large = tinySite({ chapters: chapters(400, 15_000) })
  await refused([large, '--data', home], /TMPDIR/, { TMPDIR: disk })
})

test('a folder for temporary files that is nearly full is told of before anything is written', async (t) => {
  const disk = smallDisk(3)
  if (!disk) return t.skip(NO_DISK)
  await refused([dumpFile(readFileSync(LARGE)), '--data', home], /TMPDIR/, { TMPDIR: disk })
})

test('a running server has the archive to itself, save for a rehearsal', async () => {
  const server = await startFanfold(home)
  const { exitCode, errors } = await runFanfold(['import', 'efiction', TINY, '--data', home])
  assert.equal(exitCode, 1)
  assert.match(errors, /^A server is running on this archive\. Stop it first, or import in the browser/)
  assert.equal((await runFanfold(['import', 'efiction', TINY, '--dry-run', '--data', home])).exitCode, 0)
  await server.stop()
  assert.equal((await runFanfold(['import', 'efiction', TINY, '--data', home])).exitCode, 0)
})

test('of two imports at once one is refused, and a server does not start meanwhile', async () => {
  const db = openDatabase({ url: null, dataDir: home })
  const holds = [await takeHold(db, 'serving', 'alone'), await takeHold(db, 'importing', 'alone')]
  await assert.rejects(startFanfold(home), /An import into this archive is at work\. Start again when it is over/)
  const { exitCode, errors } = await runFanfold(['import', 'efiction', TINY, '--data', home])
  assert.deepEqual(
    [exitCode, errors.trim()],
    [1, 'Another import into this archive is at work. Wait until it is over, or stop it.'],
  )
  for (const hold of holds) await hold!.release()
  await db.destroy()
})

test('a rehearsal writes nothing but the reports, not even an archive where there is none', async () => {
  const place = mkdtempSync(join(folder, 'rehearsal-'))
  const [json, html, nowhere] = ['report.json', 'report.html', 'nowhere'].map((name) => join(place, name)) as [
    string,
    string,
    string,
  ]
  const call = ['import', 'efiction', TINY, '--dry-run', '--report', json, '--report', html, '--data', nowhere]
  const { exitCode, output, errors } = await runFanfold(call)
  assert.equal(exitCode, 0, errors)
  assert.match(output, /^A rehearsal: everything was read, and nothing was written\.$/m)
  assert.match(output, /^Nothing would be lost\. \d+ rows were read and all are accounted for/m)
  assert.equal(existsSync(nowhere), false)
  const { dryRun, verdict, exceptions, exceptionsInAll } = JSON.parse(readFileSync(json, 'utf8'))
  assert.equal(dryRun, true)
  assert.equal(exceptions.length, exceptionsInAll)
  const page = readFileSync(html, 'utf8')
  assert.ok(page.startsWith('<!doctype html>') && page.includes(verdict.line))
  assert.doesNotMatch(page, /<script|<link|src=/)
  assert.equal(existsSync(`${json}.part`) || existsSync(`${html}.part`), false)

  const before = await allOf(home)
  assert.equal((await runFanfold([...call.slice(0, -1), home])).exitCode, 0)
  assert.deepEqual(await allOf(home), before)
})

test('a rehearsal that is stopped leaves no folder behind, asked once or over and over', async () => {
  const large = tinySite({ chapters: chapters(400, 15_000) })
  const CASES = [
    { most: 1, dataDir: home },
    { most: Infinity, dataDir: join(folder, 'nowhere') },
  ]
  for (const { most, dataDir } of CASES) {
    const place = mkdtempSync(join(folder, 'tmp-'))
    const isAtWork = () => readdirSync(place).some((name) => name.startsWith('fanfold-trial-'))
    let asked = 0
    const isTime = () => asked < most && isAtWork() && ++asked > 0
    const call = ['import', 'efiction', large, '--dry-run', '--data', dataDir]
    const { exitCode, errors } = await stopFanfold(call, { TMPDIR: place }, isTime)
    assert.deepEqual(readdirSync(place), [])
    if (most === 1) assert.match(errors, /^Stopped\. Nothing was written\.$/m)
    assert.ok(exitCode === 1 || exitCode === 130)
  }
})

test('a report that cannot be written is told of before the work begins', async () => {
  writeFileSync(join(folder, 'file'), '')
  const { exitCode, errors } = await runFanfold([
    'import',
    'efiction',
    TINY,
    '--report',
    join(folder, 'file/x.html'),
    '--data',
    home,
  ])
  assert.equal(exitCode, 2)
  assert.match(errors, /^The report cannot be written to .*: ENOTDIR\.$/m)
})

test('an import by hand is among those that owners find in the browser', async () => {
  const db = openDatabase({ url: null, dataDir: home })
  const runs = await db.selectFrom('import_run').selectAll().execute()
  assert.ok(runs.every(({ state, report }) => state === 'finished' && JSON.parse(report!).verdict.line))
  assert.ok(runs.length > 0)
  await db.destroy()
})

test('what came over is ready for searches when the import ends', async () => {
  const db = openDatabase({ url: null, dataDir: home })
  const works = await db.selectFrom('work').select('id').orderBy('id').execute()
  const texts = openTexts(db)
  const indexed = await texts.selectFrom('indexed_work').select('work_id as id').orderBy('work_id').execute()
  const waiting = await texts.selectFrom('text_waiting').selectAll().execute()
  await closeTexts(texts, db)
  await db.destroy()
  assert.ok(works.length > 0)
  assert.deepEqual(indexed, works)
  assert.deepEqual(waiting, [])
})
