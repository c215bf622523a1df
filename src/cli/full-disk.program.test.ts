// An import onto a disk that has no room for it: one sentence, and the archive as it was.
import assert from 'node:assert/strict'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { EFICTION_DATA } from '../../test/efiction-truth.ts'
import { everything } from '../../test/everything.ts'
import { runFanfold } from '../../test/program.ts'
import { freeIn, NO_DISK, smallDisk } from '../../test/small-disk.ts'
import { openDatabase } from '../store/database.ts'

const SITE_A = join(EFICTION_DATA, 'site-a.sql.gz')

async function allOf(dataDir: string) {
  const db = openDatabase({ url: null, dataDir })
  return everything(db).finally(() => db.destroy())
}

test('a disk that is too small for a new archive stays as it is', async (t) => {
  const disk = smallDisk(9)
  if (!disk) return t.skip(NO_DISK)
  const { exitCode, errors } = await runFanfold(['import', 'efiction', SITE_A, '--data', join(disk, 'archive')])
  assert.equal(exitCode, 1)
  assert.match(errors.trim().split('\n').at(-1)!, /needs about \d+ MB more, and \d+ MB are free there/)
  assert.deepEqual(readdirSync(disk), [])
})

test('a disk that is too small for the archive is told of before anything is written', async (t) => {
  const disk = smallDisk(9)
  if (!disk) return t.skip(NO_DISK)
  assert.equal((await runFanfold(['migrate', '--data', disk])).exitCode, 0)
  const before = await allOf(disk)
  const { exitCode, errors } = await runFanfold(['import', 'efiction', SITE_A, '--data', disk])
  assert.equal(exitCode, 1)
  assert.match(errors.trim().split('\n').at(-1)!, /needs about \d+ MB more, and \d+ MB are free there/)
  assert.deepEqual(await allOf(disk), before)
})

test('a disk that has no room for a second site keeps the archive of the first as it is', async (t) => {
  const disk = smallDisk(60)
  if (!disk) return t.skip(NO_DISK)
  const [dump, files] = ['site-b.sql.gz', 'site-b-stories.tar.gz'].map((name) => join(EFICTION_DATA, name))
  const first = await runFanfold(['import', 'efiction', dump!, '--files', files!, '--data', disk])
  assert.equal(first.exitCode, 0, first.errors)
  const before = await allOf(disk)
  const filling = join(disk, 'filling')
  writeFileSync(filling, Buffer.alloc(freeIn(disk) - 15_000_000))
  const { exitCode, errors } = await runFanfold(['import', 'efiction', SITE_A, '--data', disk])
  assert.equal(exitCode, 1)
  assert.match(errors, /needs about \d+ MB more, and \d+ MB are free there/)

  writeFileSync(filling, Buffer.alloc(freeIn(disk)), { flag: 'a' })
  const full = await runFanfold(['import', 'efiction', SITE_A, '--data', disk])
  assert.equal(full.exitCode, 1)
  assert.match(full.errors, /^The archive in \S+ does not open: its disk is full, or damaged\.$/m)
  assert.doesNotMatch(full.errors, /^ +at /m)
  rmSync(filling)
  assert.deepEqual(await allOf(disk), before)
})
