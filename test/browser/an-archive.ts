// A small archive of a file's own, and people who come to it with a browser.
import { after, before } from 'node:test'
import type { Kysely } from 'kysely'
import type { BrowserContextOptions } from 'playwright-core'
import { startSession } from '../../src/people/sessions.ts'
import type { Member } from '../../src/people/viewer.ts'
import { changeSettings } from '../../src/site/settings.ts'
import { openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import type { Tables } from '../../src/store/tables.ts'
import { newFolder, removeFolder, type Running, startFanfold } from '../program.ts'
import { aVisitor, closeBrowser, type Visitor } from './visitor.ts'

export interface Archive {
  db: Kysely<Tables>
  /** Known once the tests begin. */
  readonly address: string
  /** Somebody whom nobody knows. */
  visit: (options?: BrowserContextOptions) => Promise<Visitor>
  /** Somebody who is logged in. */
  visitAs: (member: Member, options?: BrowserContextOptions) => Promise<Visitor>
}

/**
 * Runs from before the first test of the file to after the last one. `fill` puts into it what they look at; `onceOpen` is
 * for what else they begin with.
 */
export function anArchive(
  fill: (db: Kysely<Tables>) => Promise<void>,
  onceOpen: (archive: Archive) => Promise<void> = async () => {},
): Archive {
  const dataDir = newFolder()
  const db = openDatabase({ url: null, dataDir, durable: false })
  let running: Running

  before(async () => {
    await migrate(db)
    await changeSettings(db, { name: 'The Lamp' }, 1)
    await fill(db)
    running = await startFanfold(dataDir)
    await onceOpen(archive)
  })

  after(async () => {
    await closeBrowser()
    await running.stop()
    await db.destroy()
    removeFolder(dataDir)
  })

  const visit = (options?: BrowserContextOptions) => aVisitor(running.address, options)
  const archive: Archive = {
    db,
    get address() {
      return running.address
    },
    visit,
    visitAs: async (member, options) => {
      const visitor = await visit(options)
      const value = await startSession(db, member.accountId, 'test', Date.now())
      await visitor.page.context().addCookies([{ name: 'fanfold_session', value, url: running.address }])
      return visitor
    },
  }
  return archive
}
