import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine } from './csv.ts'

test('values with commas, quotes and line ends are quoted, everything else stands as it is', () => {
  assert.equal(
    csvLine(['plain', 'a,b', 'say "hi"', 'two\nlines', 'two\r\nlines', '', null, 12, -3]),
    ['plain', '"a,b"', '"say ""hi"""', '"two\nlines"', '"two\r\nlines"', '', '', '12', '-3'].join() + '\r\n',
  )
})

test('nothing that somebody wrote is a formula to a spreadsheet', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\tx', '\u200b=1', '＝1', '\n=cmd|x'])
    assert.match(csvLine([text]), /^"?'/, JSON.stringify(text))
  for (const text of ['a=1', '1-2', 'me@example.org', '’tis', '— a dash']) assert.equal(csvLine([text]), `${text}\r\n`)
  assert.equal(csvLine(['=HYPERLINK("x","y")']), '"\'=HYPERLINK(""x"",""y"")"\r\n')
})
