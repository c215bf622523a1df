import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describe, Progress } from './progress.ts'

test('progress tells counts, rate and time left', () => {
  assert.equal(
    describe({ label: 'works', done: 500, total: 2000 }, 10, false),
    'works      500 of 2,000, 50/s, 30 s left',
  )
  assert.match(describe({ label: 'works', done: 500, total: 2000 }, 10, true), /\[={6} {18}\] 500 of 2,000/)
  assert.equal(describe({ label: 'rows', done: 1234, total: null }, 2, false), 'rows       1,234, 617/s')
  const bytes = { label: 'dump', done: 5_000_000, total: 700_000_000, unit: 'bytes' } as const
  assert.equal(describe(bytes, 1, false), 'dump       5.0 MB of 700.0 MB, 5.0 MB/s, 2 min 19 s left')
})

test('a terminal is drawn on, a file gets a plain line now and then', () => {
  for (const [isTTY, expected] of [
    [true, 3],
    [false, 2],
  ] as const) {
    const written: string[] = []
    let time = 1_000_000
    const progress = new Progress({ isTTY, columns: 80, write: (text) => written.push(text) }, () => time)
    for (const done of [1, 2, 3]) progress.show({ label: 'works', done, total: 3 })
    time += 6000
    progress.show({ label: 'works', done: 3, total: 3 })
    progress.end()
    assert.equal(written.filter((text) => text.includes('works')).length, expected)
    assert.equal(
      written.some((text) => text.includes('\r')),
      isTTY,
    )
  }
})
