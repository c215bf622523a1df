import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from './decode.ts'

const CURLY = '“C’était l’été… – déjà”'
const windows = (text: string) => Buffer.from(text, 'latin1')

const CASES: [string, Buffer, string][] = [
  ['plain letters', Buffer.from('plain'), 'plain'],
  ['UTF-8', Buffer.from(CURLY), CURLY],
  ['Windows-1252', windows('\x93C\x92\xe9tait l\x92\xe9t\xe9\x85 \x96 d\xe9j\xe0\x94'), CURLY],
  [
    'an accent before curly quotes, which could be a Chinese character',
    windows('\x93l\x92\xe9t\xe9\x85\x94 \xc0'),
    '“l’été…” À',
  ],
  ['a sharp s before a curly quote', windows('\x84Spa\xdf\x93 \x96 ja'), '„Spaß“ – ja'],
  ['both in one text', Buffer.concat([windows('l\x92\xe9t\xe9 '), Buffer.from('– l’été')]), 'l’été – l’été'],
  ['Cyrillic in UTF-8 beside a lone byte', Buffer.concat([Buffer.from('Глава '), windows('\x97')]), 'Глава —'],
  ['UTF-8 encoded twice', Buffer.from('â€œCâ€™Ã©taitâ€\u009d'), '“C’était”'],
  ['UTF-8 encoded three times', Buffer.from(Buffer.from('Ã©tÃ©').toString('latin1')), 'été'],
  ['a word that only looks encoded twice in part', Buffer.from('Ã© – 日本'), 'Ã© – 日本'],
  ['emoji', Buffer.from('so 😊'), 'so 😊'],
  ['capital letters with accents', windows('\xc9crit \xd1'), 'Écrit Ñ'],
]

for (const [name, bytes, text] of CASES) test(name, () => assert.equal(decode(bytes).text, text))

test('bytes without a meaning stay visible and are counted', () => {
  const { text, oddBytes } = decode(windows('a\x81b\x9dc\xe9 \0'))
  assert.deepEqual([text, oddBytes], ['a\ufffdb\ufffdcé \ufffd', 3])
})
