import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escapeHtml } from './escape.ts'
import { excerpt, htmlToText } from './html-to-text.ts'
import { looksLikeHtml, plainToHtml } from './plain-to-html.ts'
import { foldName, foldTag, foldWords, slugOf } from './slug.ts'
import { numbersBySize, sortKey, titleKey } from './sort-key.ts'
import { cleanText } from './well-formed.ts'

test('plain text becomes paragraphs and lines', () => {
  assert.equal(
    plainToHtml('One <b>\nline\r\n\r\n  Two & three\n'),
    '<p>One &lt;b&gt;<br>line</p>\n<p>Two &amp; three</p>',
  )
  assert.equal(plainToHtml('\u2003indented\n\u2003verse'), '<p>\u2003indented<br>\u2003verse</p>')
  assert.equal(plainToHtml(' \n\n '), '')
})

test('HTML is told from prose with a less-than sign', () => {
  for (const text of ['<p>x', 'a<br/>b', 'x <I>y</I>', 'caf&eacute;']) assert.ok(looksLikeHtml(text), text)
  for (const text of ['I <3 you', 'a < b > c', 'AT&T; yes', '<grins>', 'x']) assert.ok(!looksLikeHtml(text), text)
})

test('the words of a chapter can be read without its tags', () => {
  assert.equal(
    htmlToText('<p>One <em>two</em><br>\u2003three</p>\n<ul><li>a &amp; b</li></ul>'),
    'One two\n\u2003three\na & b',
  )
  assert.equal(excerpt('<p>The quick brown fox jumps.</p>', 15), 'The quick…')
  assert.equal(excerpt('<p>Short.</p>', 15), 'Short.')
  assert.equal(excerpt('<p>無為自然の道を行く者は少ない</p>', 5), '無為自然の…')
})

test('names fold to one name, tags to one tag, and addresses are readable', () => {
  assert.equal(foldName('  ＡＤＡ\u200b \u00a0 Lovelace '), 'ada lovelace')
  assert.notEqual(foldName('José'), foldName('Jose'))
  assert.equal(foldTag('José — “Pépé”!'), 'jose pepe')
  assert.notEqual(foldTag('Ada / Bea'), foldTag('Ada & Bea'))
  assert.equal(foldTag('Ada / Bea'), foldTag('ada/BEA'))
  assert.equal(foldTag('Bea / Ada'), foldTag('ada/BEA'))
  assert.equal(foldTag('Bea & Ada & Cal'), foldTag('Cal & Bea & Ada'))
  assert.equal(foldTag('Cal/Bea & Ada'), foldTag('Ada & Bea / Cal'))
  assert.notEqual(foldTag('Cal/Bea & Ada'), foldTag('Ada/Bea & Cal'))
  assert.equal(foldTag('w/'), 'w/')
  assert.equal(foldTag('/'), '/')
  assert.equal(foldWords('Bea / Ada'), 'bea/ada')
  assert.equal(foldTag('???'), '???')
  assert.notEqual(foldTag('й'), foldTag('и'))
  assert.equal(slugOf("L’Été d'Ærøskøbing: Part 2!", 'work'), 'lete-daeroskobing-part-2')
  assert.equal(slugOf('红楼梦', 'work'), '红楼梦')
  assert.equal(slugOf('♥♥♥', 'work'), 'work')
  assert.ok([...slugOf('word '.repeat(100), 'work')].length <= 60)
})

test('titles sort without the article of their language', () => {
  assert.equal(sortKey('“The Tempest”', 'en-GB'), 'tempest')
  assert.equal(sortKey('L’Étranger', 'fr'), 'etranger')
  assert.equal(sortKey('Die Leiden', 'de'), 'leiden')
  assert.equal(sortKey('Die Hard', 'en'), 'die hard')
  assert.equal(sortKey('The', 'en'), 'the')
  assert.equal(sortKey('Watson/Holmes', 'en'), 'watson/holmes')
  assert.equal(sortKey('???', 'en'), '???')
})

test('titles sort with numbers by their size, and in other languages too', () => {
  const sorted = (titles: string[], language: string) =>
    titles.toSorted((one, other) => (titleKey(one, language) < titleKey(other, language) ? -1 : 1))
  const parts = [
    '2 Hearts',
    '10 Things',
    '101 Nights',
    'A Part 2',
    'Part 007',
    'Part 10',
    'Part 100',
    'Part Ten',
    'Zoo 1',
  ]
  assert.deepEqual(sorted(parts.toReversed(), 'en'), parts)
  assert.deepEqual(sorted(['حكاية ١٠', 'حكاية ٩'], 'ar'), ['حكاية ٩', 'حكاية ١٠'])
  assert.equal(titleKey('الأجنحة', 'ar'), titleKey('أجنحة', 'ar'))
  assert.equal(titleKey('Os Lusíadas', 'pt-BR'), 'lusiadas')
  assert.equal(titleKey('De Aanslag', 'nl'), 'aanslag')
  assert.equal(numbersBySize(titleKey('Part 10', 'en')), titleKey('Part 10', 'en'))
})

test('broken characters do not get in', () => {
  assert.equal(cleanText('a\0b\ud800c\r\nd\re\x07\tf'), 'ab\ufffdc\nd\ne\tf')
  assert.equal(escapeHtml(`<a href="x">'&'`), '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;')
})
