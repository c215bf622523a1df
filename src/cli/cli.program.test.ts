import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EFICTION_DATA } from '../../test/efiction-truth.ts'
import { newFolder, removeFolder, runFanfold, startFanfold } from '../../test/program.ts'

const folder = newFolder()
after(() => removeFolder(folder))
const place = (name: string) => ['--data', join(folder, name)]

test('every command tells what it can do', async () => {
  const { output, exitCode } = await runFanfold(['--help'])
  assert.equal(exitCode, 0)
  for (const command of ['serve', 'migrate', 'import efiction', 'create-owner', 'check']) {
    assert.ok(output.includes(command))
  }
  const help = await runFanfold(['import', 'efiction', '--help'])
  assert.equal(help.exitCode, 0)
  for (const flag of ['--files', '--report', '--dry-run', '--data']) assert.ok(help.output.includes(flag))
})

const MISTAKES: ReadonlyArray<readonly [string[], RegExp, NodeJS.ProcessEnv?]> = [
  [['srve'], /There is no command "srve"/],
  [['serve', '--prot', '80'], /Unknown option '--prot'/],
  [['serve', '--port', 'eighty'], /PORT must be a number/],
  [['import', 'efiction'], /Give the path of a dump, or a server with --from/],
  [['import', 'efiction', 'x.sql', '--from', 'mysql://x/y'], /Give a dump or --from, not both/],
  [['import', 'efiction', 'nowhere.sql'], /There is no file or folder nowhere.sql/],
  [['check', ...place('x')], /DATABASE_URL must be an address/, { DATABASE_URL: 'mysql://localhost/x' }],
]

test('a mistake in the call is one line and exit code 2', async () => {
  for (const [args, line, environment] of MISTAKES) {
    const { exitCode, errors } = await runFanfold(args, '', environment)
    assert.equal(exitCode, 2, args.join(' '))
    assert.match(errors, line)
    assert.equal(errors.trim().split('\n').length, 1, errors)
  }
})

test('a database that cannot be used is one line and exit code 1', async () => {
  const broken = newFolder()
  writeFileSync(join(broken, 'fanfold.sqlite'), 'no database, but longer than the header of one would have to be')
  const damaged = await runFanfold(['check', '--data', broken])
  assert.deepEqual([damaged.exitCode, damaged.errors.includes('it is not a database')], [1, true])
  const away = await runFanfold(['check', ...place('x')], '', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  assert.deepEqual([away.exitCode, away.errors.includes('127.0.0.1:1 cannot be used')], [1, true])
  removeFolder(broken)
})

test('an import that cannot begin is one line and exit code 1, and never shows a password', async () => {
  const cut = join(folder, 'cut.sql')
  writeFileSync(cut, "INSERT INTO fanfiction_stories VALUES (1,'A t")
  for (const [args, line] of [
    [[cut], /cut off: it ends inside the rows of table fanfiction_stories/],
    [['--from', 'mysql://root:hunter2@127.0.0.1:1/old'], /No database server answers at 127\.0\.0\.1:1/],
    [['--from', 'old.sql'], /This is no address of a database/],
  ] as const) {
    const { exitCode, errors } = await runFanfold(['import', 'efiction', ...args, ...place('cut')])
    assert.equal(exitCode, 1, errors)
    assert.match(errors, line)
    assert.equal(errors.includes('hunter2'), false)
  }
})

test('an import tells in plain words what it took and what it left, and can be repeated', async () => {
  const dump = join(EFICTION_DATA, 'broken-site.sql')
  const report = join(folder, 'report.json')
  const first = await runFanfold(['import', 'efiction', dump, '--report', report, ...place('moved')])
  assert.equal(first.exitCode, 0, first.errors)
  assert.match(first.output, /^table +read +imported +updated +unchanged +merged +kept aside +dropped$/m)
  const { tables, exceptions, exceptionsInAll } = JSON.parse(readFileSync(report, 'utf8'))
  assert.equal(exceptions.length, exceptionsInAll)
  assert.equal(tables.find(({ table }: { table: string }) => table === 'stories').imported, 4)
  assert.equal(existsSync(`${report}.part`), false)

  const into = ['--report', folder]
  const misplaced = await runFanfold(['import', 'efiction', dump, ...into, ...place('moved')])
  assert.deepEqual([misplaced.exitCode, misplaced.errors.trim()], [2, `${folder} is a folder. Name a file.`])
  const again = await runFanfold(['import', 'efiction', dump, ...place('moved')])
  assert.match(again.output, /^stories +5 +0 +0 +4 +0 +1 +0$/m)
})

test('an owner made from the command line owns the archive, once', async () => {
  const call = ['create-owner', '--name', 'Olga', '--email', 'olga@example.org', ...place('owned')]
  assert.equal((await runFanfold(call, 'nine lamps in a row\n')).exitCode, 0)
  const again = await runFanfold(call, 'nine lamps in a row\n')
  assert.equal(again.exitCode, 1)
  assert.match(again.errors, /^This pen name is taken/)
  const archive = await startFanfold(join(folder, 'owned'))
  assert.equal(archive.setupLink, null)
  await archive.stop()
})

test('serve greets, answers, and stops in order when asked', async () => {
  const archive = await startFanfold(join(folder, 'new'))
  const home = await fetch(archive.address)
  assert.match(await home.text(), /has not been set up yet/)
  assert.equal((await fetch(archive.setupLink!)).status, 200)
  const second = await runFanfold(['serve', '--port', new URL(archive.address).port, ...place('other')])
  assert.equal(second.exitCode, 1)
  assert.match(second.errors, /^Port \d+ is taken/)
  assert.deepEqual(await archive.stop().then(({ exitCode, errors }) => [exitCode, errors]), [0, ''])
  const { exitCode, output } = await runFanfold(['check', ...place('new')])
  assert.deepEqual([exitCode, output], [0, 'Everything is in order.\n'])
})
