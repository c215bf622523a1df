import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countWords } from './count-words.ts'

type Counts = ReadonlyArray<readonly [html: string, count: number]>

function check(counts: Counts): void {
  for (const [html, count] of counts) assert.equal(countWords(html), count, html)
}

test('words are counted as readers count them', () =>
  check([
    ['', 0],
    ['<p>—</p>', 0],
    ['<p>One two</p><p>three</p>', 3],
    ['un<em>believ</em>able', 1],
    ['one<br>two', 2],
    ["don't “don’t” well-known &#39;tis o&#39;clock rock &#39;n&#39; roll", 8],
    ['one--two one—two three…four', 6],
    ['fish &amp; chips, and/or peas', 5],
    ['<a title="not these words">this</a>', 1],
    ['3.14 1,000 12:30 1.5.2026 end.Then 7, 8', 8],
    ['3.<i>14</i> 3<i>.14</i> <b>3</b>.14 <p>3.</p><p>14</p>', 5],
    ['col·lecció a · b', 3],
    ['😀 ok', 1],
  ]))

test('what cannot be seen neither makes nor parts words', () =>
  check([
    ['soft\u00adhyphen un\u00adbe\u00adliev\u00adable', 2],
    ['one\u2060—\u2060two three\u2060four', 3],
    ['zero\u200bwidth \ufeffmark', 2],
    ['a\u00a0hard\u00a0space', 3],
    ['\u00ad \u2060 \u200b', 0],
    ['❤\ufe0f 1\ufe0f\u20e3 👩\u200d🚀 ☝🏽', 1],
    ['cafe\u0301 na\u0308ive', 2],
  ]))

test('of Han and kana every character counts, of ruby only what it reads', () =>
  check([
    ['漢字とかな', 5],
    ['<ruby>私<rp>（</rp><rt>わたくし</rt><rp>）</rp></ruby>は', 2],
    ['𠮷野家', 3],
    ['ラーメン ﾗｰﾒﾝ', 8],
    ['か\u3099 ｶﾞ が', 3],
    ['人々。「はい」', 4],
    ['辻\u{e0100}葛\ufe00', 2],
    ['他说：“好。”', 3],
    ['iPhoneを2台', 4],
  ]))

test('scripts without spaces are parted by dictionaries', () =>
  check([
    ['สวัสดีครับ', 2],
    ['ฉันรักภาษาไทย', 4],
    ['ภาษา\u200bไทย', 2],
    ['ฉันรัก<i>ภาษาไทย</i>', 4],
    ['ສະບາຍດີ', 1],
    ['I said สวัสดีครับ twice', 5],
  ]))

test('words of other scripts are what stands between spaces', () =>
  check([
    ['한국어 문장', 2],
    ['나는 학교에 간다.', 3],
    ['Ἱστορία ἑνὸς σκύλου', 3],
    ['מְגִלַּת רוּת', 2],
    ['צה״ל צה&quot;ל ג׳ירפה &quot;שלום&quot;', 4],
    ['צה<i>&quot;</i>ל', 1],
    ['كَتَبَ الوَلَدُ الدَّرْسَ', 3],
    ['می\u200cروم به خانه', 3],
    ['قال: «نعم»، ثم ذهب.', 4],
    ['हिन्दी में लिखा है।', 4],
  ]))

test('scripts may stand side by side', () =>
  check([
    ['<p>She said <em lang="ja">ありがとう</em>, then <em lang="ar">شكرا</em>.</p>', 9],
    ['<p>読む<br>Hello, world</p>', 4],
  ]))
