import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withLineBreaks } from './line-breaks.ts'
import { mend } from './mend.ts'

const MENDED: [string, string][] = [
  [`It\\'s \\"all\\"`, `It's "all"`],
  [`one\\r\\ntwo \\'three\\'`, `one\ntwo 'three'`],
  [`C:\\x and it's`, `C:\\x and it's`],
  ['\\o/', '\\o/'],
  [`¯\\_(ツ)_/¯ isn\\'t`, `¯\\_(ツ)_/¯ isn\\'t`],
  [`it\\'s and it's`, `it\\'s and it's`],
  ['donr17;t r0;goright;r1; r42;', 'don’t “goright;” ′'],
  [' p.MsoNormal, li.MsoNormal { margin: 0in; }\n@page x{}<p>Text {a}', '<p>Text {a}'],
  ['Mso {not a style} sheet', 'Mso {not a style} sheet'],
  ['in chapter2; and r2;', 'in chapter2; and r2;'],
]

test('what the old program did to texts is undone where it is certain', () => {
  for (const [stored, meant] of MENDED) assert.equal(mend(stored).text, meant)
})

test('newlines are line breaks where the old site showed them as such', () => {
  const CASES = [
    ['a\r\nb\n\nc', 'a\r\nb\n\nc'],
    ['<P>a\nb</P>\n<P>c', '<P>a<br />\nb</P>\n<P>c'],
    ['<p>a\nb', '<p>a\nb'],
    ['<div>a\n\nb</div>', '<div>a<br />\n<br />\nb</div>'],
  ] as const
  for (const [stored, shown] of CASES) assert.equal(withLineBreaks(stored), shown)
})
