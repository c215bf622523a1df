import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeLook, toLook } from './look.ts'
import { DEFAULT_PREFERENCES, parsePreferences } from './preferences.ts'

test('only what can be chosen is a look', () => {
  assert.deepEqual(toLook({ theme: 'dark', size: '9', width: '7', face: 'papyrus', align: 3, constructor: 'x' }), {
    theme: 'dark',
    size: '9',
  })
})

test('what a form shows as it was is not chosen by sending the form', () => {
  assert.deepEqual(changeLook({}, { theme: 'system', align: 'start', size: '6' }), { size: '6' })
  assert.deepEqual(changeLook({ align: 'justify' }, { align: 'start' }), { align: 'start' })
  assert.deepEqual(changeLook({ align: 'start', theme: 'dark' }, { align: 'start' }), { align: 'start', theme: 'dark' })
})

test('an odd look in an account costs no other preference', () => {
  for (const look of [null, 'dark', [], { theme: 'plaid' }]) {
    const preferences = parsePreferences(JSON.stringify({ mailAboutReviews: false, look }))
    assert.deepEqual(preferences, { ...DEFAULT_PREFERENCES, mailAboutReviews: false }, JSON.stringify(look))
  }
})
