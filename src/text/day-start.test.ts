import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayStart } from './day-start.ts'

const DAYS = [
  ['2026-01-15', 'UTC', '2026-01-15T00:00:00.000Z'],
  ['2026-01-15', 'America/New_York', '2026-01-15T05:00:00.000Z'],
  ['2026-07-15', 'Europe/Berlin', '2026-07-14T22:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['2024-02-29', 'Pacific/Auckland', '2024-02-28T11:00:00.000Z'],
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ['2026-01-15', 'Asia/Kolkata', '2026-01-14T18:30:00.000Z'],
] as const

test('a day begins when it does in its time zone, also where clocks change', () => {
  for (const [day, zone, start] of DAYS)
    assert.equal(new Date(dayStart(day, zone)!).toISOString(), start, `${day} ${zone}`)
})

test('what is no day is none', () => {
  for (const odd of ['', '2026-13-01', '2026-02-30', 'tomorrow', '20260115', '2026-01-15T00:00']) {
    assert.equal(dayStart(odd, 'UTC'), null, odd)
  }
})
