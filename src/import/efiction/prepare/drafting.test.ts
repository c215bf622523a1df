import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { openTestDatabase } from '../../../../test/database.ts'
import { EFICTION_DATA } from '../../../../test/efiction-truth.ts'
import { contents } from '../../../../test/everything.ts'
import { type OldRows, tinySite } from '../../../../test/tiny-site.ts'
import type { ImportOptions } from '../import-options.ts'
import { importSite } from '../import-site.ts'
import { PLAIN_READING } from '../read/reading.ts'
import { Row } from '../read/row.ts'
import { Blocks } from './blocks.ts'
import { DraftThreads } from './draft-threads.ts'
import { toParcel } from './row-parcel.ts'

const NOW = Date.UTC(2026, 10, 22)

/** What two archives can be compared by, and all that was said. */
async function moveIn(options: Partial<ImportOptions>, draftThreads: number) {
  const { db, close } = await openTestDatabase()
  try {
    const said: string[] = []
    const onException = (exception: unknown) => said.push(JSON.stringify(exception))
    const report = await importSite(db, { now: NOW, onException, ...options, draftThreads })
    return { report, said, archive: await contents(db) }
  } finally {
    await close()
  }
}

const windows = (text: string) => Buffer.from(text, 'latin1')
const picture = (host: string) => `<img src="http://${host}.example/a.gif">`

/** A few hundred chapters and reviews, of every kind that a thread has something to say about. */
function oddSite(): string {
  const chapters: OldRows = Array.from({ length: 250 }, (_, index) => ({
    chapid: index % 50 === 7 ? 7 : index + 1,
    sid: index % 60 === 59 ? 99 : 1,
    inorder: index + 1,
    title: index % 9 === 0 ? windows(`Cap\xedtulo \x81 ${index}`) : `Part ${index}`,
    notes: index % 11 === 0 ? `It\\'s \\"slashed\\" ${index}` : index % 13 === 0 ? null : '…crit en hiver',
    storytext: index % 17 === 0 ? 'x'.repeat(65_535) : `<p>Once ${index} I </p>${picture(`host${index % 7}`)}`,
  }))
  const reviews: OldRows = Array.from({ length: 2300 }, (_, index) => ({
    reviewid: index + 1,
    item: index % 100 === 3 ? 77 : 1,
    chapid: 1,
    uid: index % 3,
    review:
      index % 5 === 0 ? windows(`tr\xe8s bien ${index} \x9d`) : `Good ${index}<br><br><i>Author: thanks ${index}</i>`,
    respond: String(index % 2),
    rating: (index % 12) - 1,
  }))
  return tinySite({ chapters: [...chapters, { ...chapters[4] }], reviews })
}

describe('texts that are cleaned in threads of their own', () => {
  const sites: [string, () => Partial<ImportOptions>][] = [
    ['a site with odd texts', () => ({ dump: oddSite() })],
    ['the same, read in another character set', () => ({ dump: oddSite(), charset: 'windows-1250', mend: false })],
    ['the same, in many threads', () => ({ dump: oddSite() })],
    [
      'a site with its chapters in files',
      () => ({ dump: `${EFICTION_DATA}site-b-latin1-raw.sql.gz`, files: `${EFICTION_DATA}site-b-stories.tar.gz` }),
    ],
    ['a broken site', () => ({ dump: `${EFICTION_DATA}broken-site.sql` })],
  ]
  for (const [name, optionsOf] of sites) {
    test(`make the same archive and the same report: ${name}`, async () => {
      const options = optionsOf()
      const here = await moveIn(options, 0)
      const there = await moveIn(options, name.includes('many') ? 3 : 1)
      assert.ok(here.archive.chapter!.length > 0)
      assert.deepEqual(there.report, here.report)
      assert.deepEqual(there.said, here.said)
      for (const table of Object.keys(here.archive)) assert.deepEqual(there.archive[table], here.archive[table], table)
    })
  }

  test('leave nothing running when the import is stopped', async () => {
    const { db, close } = await openTestDatabase()
    try {
      const stop = new AbortController()
      const onProgress: ImportOptions['onProgress'] = ({ phase, done }) => {
        if (phase === 'chapters' && done > 0) stop.abort(new Error('enough'))
      }
      const options = { dump: oddSite(), now: NOW, onProgress, signal: stop.signal, draftThreads: 2 }
      await assert.rejects(importSite(db, options), /enough/)
      await setTimeout(10)
      assert.deepEqual(
        process.getActiveResourcesInfo().filter((name) => /worker|messageport/i.test(name)),
        [],
      )
    } finally {
      await close()
    }
  })
})

describe('a thread that drafts', () => {
  const order = {
    task: { kind: 'chapters', filesFirst: false },
    reading: PLAIN_READING.start(),
    widths: null,
  } as const
  const startOne = () => {
    const threads = new DraftThreads(1)
    threads.begin(order)
    return threads
  }
  const parcelOf = (title: string) =>
    toParcel([{ id: '1', row: new Row({ title: Buffer.from(title) }), files: [] }], new Blocks())

  test('answers with the draft', async () => {
    const threads = startOne()
    const { rows } = await threads.draft(parcelOf('One &amp; all'))
    assert.equal((rows[0]!.draft as { title: string }).title, 'One & all')
    await threads.close()
  })

  test('that fails or ends fails all that is asked of it, then and later', async () => {
    const threads = startOne()
    const unreadable = { ...parcelOf('One'), columns: null as unknown as string[] }
    const both = await Promise.allSettled([threads.draft(unreadable), threads.draft(parcelOf('Two'))])
    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'rejected'],
    )
    await assert.rejects(threads.draft(parcelOf('Three')), TypeError)
    await threads.close()

    const closed = startOne()
    const asked = closed.draft(parcelOf('Four'))
    await Promise.all([assert.rejects(asked, /has ended by itself/), closed.close()])
  })
})
