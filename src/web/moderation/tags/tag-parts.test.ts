import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messagesFor } from '../../messages/messages.ts'
import { saysOf } from './tag-parts.ts'

test('an act on many tags names the first of them, and says how many more there are', () => {
  const tags = ['Ash', 'Birch', 'Cedar', 'Elm', 'Fir', 'Hazel', 'Oak']
  assert.equal(
    saysOf(messagesFor('en', 'UTC'), 'parents', { tags, added: ['Trees'] }),
    '“Ash”, “Birch”, “Cedar”, “Elm”, “Fir”, 2 more tags: below “Trees”.',
  )
})
