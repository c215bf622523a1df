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

const wide = (text: string) => Buffer.from(text, 'utf16le')

const WIDE: [string, Buffer, string][] = [
  ['of Latin letters', wide('Once “upon” a time…'), 'Once “upon” a time…'],
  ['with the other half first', wide('Żółw and a 🐢').swap16(), 'Żółw and a 🐢'],
  ['of Cyrillic letters', wide('Глава первая.\r\nЁж – и всё'), 'Глава первая.\r\nЁж – и всё'],
  ['of Greek letters', wide('Μία φορά κι έναν καιρό'), 'Μία φορά κι έναν καιρό'],
]
for (const [name, bytes, text] of WIDE)
  test(`UTF-16 without a mark ${name}`, () => assert.equal(decode(bytes).text, text))

const NOT_WIDE: [string, Buffer][] = [
  ['half of the places', Buffer.from('abc\0def\0ghi\0jkl\0')],
  ['the end', Buffer.from('abcdefg\0')],
  ['the last place of an odd number', wide('Once upon a time').subarray(0, -1)],
  ['every second place of what is no text', Buffer.from('\x01\0\x02\0\x03\0\x04\0', 'latin1')],
  ['every second place, save for half a character', Buffer.concat([wide('Once upon'), Buffer.from([0, 0xd8])])],
  ['between Chinese characters', wide('很久很久以前\n有一天')],
]
for (const [name, bytes] of NOT_WIDE)
  test(`NULs in ${name} do not make a text UTF-16`, () => assert.ok(decode(bytes).oddBytes > 0))

for (const [name, bytes, text] of CASES) test(name, () => assert.equal(decode(bytes).text, text))

test('bytes without a meaning stay visible and are counted', () => {
  const { text, oddBytes } = decode(windows('a\x81b\x9dc\xe9 \0'))
  assert.deepEqual([text, oddBytes], ['a\ufffdb\ufffdcé \ufffd', 3])
})
