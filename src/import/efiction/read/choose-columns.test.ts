import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { chooseColumns } from './choose-columns.ts'

function chosen(table: string, ...rows: string[]) {
  const sample = rows.map((row) => row.split('|').map((value) => Buffer.from(value)))
  return chooseColumns(table, sample[0]!.length, sample)
}

const DATE = '2005-01-02 03:04:05'
const STORY = `9|A Tale|Sum|Notes|1,2|3|4,5|1|${DATE}|${DATE}|7||0|1|0|0|900|`

describe('columns that no dump names', () => {
  const CASES: [string, string, string[], RegExp][] = [
    [
      'a member of the last versions',
      'authors',
      [`1|Wren||w@x||bio|img|${DATE}|0|md5`],
      /email website bio image date/,
    ],
    ['a member without a web site', 'authors', [`1|Wren||w@x|bio|img|${DATE}|0|md5`], /email bio image date/],
    ['a story', 'stories', [`${STORY}8|12|77|3,0`], /rating reviews count challenges$/],
    ['a story without challenges', 'stories', [`${STORY}8|12|77`], /rating reviews count$/],
    ['a story of a site that was updated from version 1', 'stories', [`${STORY}12|15234|8`], /reviews count rating$/],
    [
      'a series',
      'series',
      ['1|S|Sum|7|0|1|0|3,4|5|2|1|Angst||Drama'],
      /rating classes characters .* numstories warnings/,
    ],
    [
      'a series of an updated site',
      'series',
      ['1|S|Sum|7|0|1|3,4|0|Angst|Drama|5|2|0|1'],
      /classes rating warnings genres/,
    ],
    ['an entry with its date', 'inseries', [`1|2|0|1|1|${DATE}`], /inorder updated$/],
    ['news before 3.2', 'news', [`1|Wren|Open|Text|${DATE}`], /story time$/],
    ['a link with its key', 'pagelinks', ['1|home|Home|h|index.php|0|1'], /link_text link_key link_url/],
    ['a link with its key at the end', 'pagelinks', ['1|home|Home|index.php|0|1|h'], /link_access link_key$/],
    ['a comment by name', 'comments', [`1|1|Wren|Hi|${DATE}`], /uname/],
    ['a review of version 1', 'reviews', [`1|2|3|Wren|7|Hi|${DATE}|0`], /sid psid reviewer member/],
  ]
  for (const [name, table, rows, columns] of CASES) {
    test(`are those of ${name}`, () => {
      const choice = chosen(table, ...rows)
      assert.match(choice?.columns.join(' ') ?? 'none', columns)
      assert.equal(choice?.doubt, null)
    })
  }

  test('are guessed aloud where two orders fit', () => {
    assert.match(chosen('stories', `${STORY}8|12|77`)?.doubt ?? 'sure', /sure/)
    assert.match(chosen('stories', `${STORY}0|0|0`)?.doubt ?? 'sure', /could also be .* reviews count rating/)
  })

  test('of some module at the end are left without names, aloud', () => {
    const choice = chosen('stories', `${STORY}8|12|77|3,0|http://x.example/b.png|1|cover`)
    assert.match(choice?.columns.join(' ') ?? '', /count challenges banner value 23 value 24$/)
    assert.match(choice?.doubt ?? '', /the last 2 of 24 values are unknown/)
  })

  test('are none where the values look like nothing known, or there are too few', () => {
    assert.equal(chosen('stories', 'a|b|c'), null)
    assert.equal(chosen('coauthors', 'x|y'), null)
    assert.equal(chosen('songs', '1|2'), null)
  })

  test('are told by most rows where a few look odd, aloud', () => {
    const odd = chosen('coauthors', ...Array.from({ length: 20 }, () => '1|2'), 'Array|2')
    assert.deepEqual(odd?.columns, ['sid', 'uid'])
    assert.match(odd?.doubt ?? '', /1 of 21 rows looked odd/)
  })
})
