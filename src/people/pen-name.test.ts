import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isEmail } from './email.ts'
import { checkPenName, tidyPenName } from './pen-name.ts'

test('a pen name may be in any script, with digits, signs and smileys beside letters', () => {
  for (const name of [
    'Ada',
    'O’Hara',
    'x',
    '月の光',
    'Ким',
    'أمل',
    'नीलम',
    '42',
    '★ Ada ★',
    'Ada ❤️',
    'x'.repeat(60),
  ]) {
    assert.doesNotThrow(() => checkPenName(tidyPenName(name)), name)
  }
})

test('a pen name that hides something, or is nothing, is refused', () => {
  const invisible = [
    'Ad\u200ba',
    '\u202eadA',
    'Ada\u2066',
    'A\u00adda',
    'Ada\u3164',
    'Ada\u2800',
    'Ada\ue000',
    'Ad\u034fa',
  ]
  for (const name of [
    ...invisible,
    '',
    '   ',
    '...',
    '!!!',
    '\u0301',
    'A\u0301\u0302\u0303\u0304\u0305',
    'x'.repeat(61),
    'a@b.org',
  ]) {
    assert.throws(() => checkPenName(tidyPenName(name)), { code: 'invalid' }, JSON.stringify(name))
  }
})

test('spaces around a pen name and doubled within are tidied away', () => {
  assert.equal(tidyPenName('  Ada \u00a0\t Byron\n'), 'Ada Byron')
})

test('an e-mail address names one mailbox and nothing else', () => {
  for (const email of ['a@b.org', 'first.last+tag@sub.example.museum', "o'hara@example.org", 'юля@пример.рф']) {
    assert.equal(isEmail(email), true, email)
  }
  const wrong = [
    '',
    'a',
    '@',
    'a@',
    '@b',
    'a@b@c',
    'a b@c.org',
    'a@b.org,c@d.org',
    'a@b.org\nBcc: c@d.org',
    '<a@b.org>',
  ]
  for (const email of [...wrong, 'a@b.org\0', `${'x'.repeat(250)}@b.org`, 'a\u200b@b.org']) {
    assert.equal(isEmail(email), false, email)
  }
})
