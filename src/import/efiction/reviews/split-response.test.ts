import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitResponse } from './split-response.ts'

const CASES: [string, [string, string] | null][] = [
  ["Good!<br><br><i>Author's Response: Thanks</i>", ['Good!', 'Thanks']],
  ['Bien<br /><br /><i>Réponse de l’auteur : Merci</i>\n', ['Bien', 'Merci']],
  ["<i>So</i> good<br><br><i>Author's Response: <i>You</i> are</i>", ['<i>So</i> good', '<i>You</i> are']],
  ["A<br><br><i>Author's Response: B<br><br><i>PS: c</i></i>", ['A', 'B<br><br><i>PS: c</i>']],
  [
    "A<br><br><i>Author's Response: B</i><br><br><i>Author's Response: C</i>",
    ["A<br><br><i>Author's Response: B</i>", 'C'],
  ],
  ["<p>A<br /><br /><em>Author's Response: <em>B</em>!</em></p>", ['<p>A', '<em>B</em>!']],
  ["A<br><br><i>Author's Response: B</i><br />\n", ['A', 'B']],
  ["A<br><br><i>Author's Response: B <em>C</i>", null],
  ['A<br><br><i>only italics</i>', null],
  ["A<br><br><i>Author's Response: B</i> and more", null],
  ['', null],
]

test('the answer at the end of a review is told from the review', () => {
  for (const [stored, expected] of CASES) {
    const parts = splitResponse(Buffer.from(stored))
    assert.deepEqual(parts && [parts.text.toString(), parts.response.toString()], expected, stored)
  }
})
