import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutesToRead } from './reading-time.ts'

test('reading takes its time by words, or by characters where those are counted', () => {
  const cases: ReadonlyArray<readonly [number, string, number]> = [
    [0, 'en', 0],
    [12, 'en', 1],
    [2400, 'en-GB', 10],
    [2400, 'ar', 10],
    [2400, 'ko', 10],
    [4500, 'ja', 10],
    [4500, 'zh-Hant-TW', 10],
    [4500, 'YUE', 10],
    [2400, 'zhuang', 10],
    [2400, '', 10],
  ]
  for (const [words, language, minutes] of cases) assert.equal(minutesToRead(words, language), minutes, language)
})
