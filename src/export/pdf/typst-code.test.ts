import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../bench/random.ts'
import { hasTypst, loadTypst } from './load-typst.ts'
import { array, literal } from './typst-code.ts'

const WITHOUT = hasTypst() ? false : 'Typst is not installed'

const PIECES = [
  '"',
  '\\',
  '\\"',
  '\\\\',
  '\\u{22}',
  '\\n',
  '#',
  '$',
  '*',
  '_',
  '`',
  '<',
  '>',
  '@',
  '=',
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  '//',
  '/*',
  '*/',
  '\n',
  '\t',
  '\u00a0',
  '\u2028',
  'a',
  'é',
  '漢',
  '😀',
  '\u202e',
  '#eval("1")',
  '#read("/etc/passwd")',
  '"); panic("',
  '\\")',
  '#import "@preview/x:1.0.0"',
  '~',
  '--',
  "'",
  '%',
  ';',
  ',',
  ':',
  '\u{10ffff}',
]

test('whatever people write is a string to Typst, and that very string', { skip: WITHOUT }, () => {
  const random = new Random(20_261_129)
  const texts = Array.from({ length: 2000 }, () =>
    Array.from({ length: random.below(12) }, () => PIECES[random.below(PIECES.length)]!).join(''),
  )
  const compiler = loadTypst().NodeCompiler.create({ workspace: '/nowhere-at-all' })
  const compiled = compiler.compile({ mainFileContent: `#metadata(${array(texts.map(literal))}) <texts>` })
  assert.equal(compiled.hasError(), false)
  const [read] = compiler.query(compiled.result!, { selector: '<texts>', field: 'value' }) as string[][]
  assert.deepEqual(read, texts)
})

test('what no typeface has and no page needs is left out of strings', () => {
  assert.equal(literal('a\0b\u0007c\x1b[31md\ud800'), '"abc[31md\ufffd"')
})
