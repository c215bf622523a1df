import assert from 'node:assert/strict'
import { test } from 'node:test'
import { directionOf } from './direction.ts'

test('a language is written the way of its script', () => {
  const cases = {
    ltr: ['en', 'en-GB', 'ja', 'zh-Hant', 'az', 'ku', 'ar-Latn', 'yi-Latn', 'de-1996', 'x', ''],
    rtl: ['ar', 'AR-eg', 'he', 'iw', 'fa-IR', 'ur', 'yi', 'az-Arab', 'ku-arab-IQ', 'ckb'],
  } as const
  for (const language of cases.ltr) assert.equal(directionOf(language), 'ltr', language)
  for (const language of cases.rtl) assert.equal(directionOf(language), 'rtl', language)
})
