import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { openDatabase } from './database.ts'
import { takeHold } from './hold.ts'

let home: TestDatabase

before(async () => {
  home = await openTestDatabase()
})
after(() => home.close())

test('only one at a time imports into an archive', async () => {
  const first = await takeHold(home.db, 'importing', 'alone')
  assert.ok(first)
  assert.equal(await takeHold(home.db, 'importing', 'alone'), null)
  await first.release()
  const next = await takeHold(home.db, 'importing', 'alone')
  assert.ok(next)
  await next.release()
})

test('several may serve an archive, and nobody has it alone meanwhile', async () => {
  const [one, other] = [await takeHold(home.db, 'serving', 'shared'), await takeHold(home.db, 'serving', 'shared')]
  assert.ok(one && other)
  const alone = await takeHold(home.db, 'serving', 'alone')
  assert.equal(alone === null, home.url === null)
  await one.release()
  await other.release()
  const after = await takeHold(home.db, 'serving', 'alone')
  assert.ok(after)
  await after.release()
})

test('another process that is killed in the midst of it lets go', { timeout: 30_000 }, async () => {
  const { url, dataDir } = home
  const script = `
    const { openDatabase } = await import(${JSON.stringify(join(import.meta.dirname, 'database.ts'))})
    const { takeHold } = await import(${JSON.stringify(join(import.meta.dirname, 'hold.ts'))})
    const hold = await takeHold(openDatabase(${JSON.stringify({ url, dataDir })}), 'importing', 'alone')
    console.log(hold ? 'held' : 'refused')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  assert.equal(String(said).trim(), 'held')
  const db = openDatabase({ url, dataDir, pool: { connections: 2 } })
  assert.equal(await takeHold(db, 'importing', 'alone'), null)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const hold = await untilTaken(() => takeHold(db, 'importing', 'alone'))
  await hold.release()
  await db.destroy()
})

/** PostgreSQL takes a moment to notice that a client is gone. */
async function untilTaken<T>(take: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const taken = await take()
    if (taken) return taken
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
