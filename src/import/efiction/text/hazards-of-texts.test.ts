// Each named after what real sites had in their texts, or what the old program did to them.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { withTinySite } from '../../../../test/tiny-texts.ts'

describe('texts of chapters', () => {
  const CASES: [name: string, stored: string, shown: string][] = [
    ['plain text', 'One.\r\nTwo.\n\nThree.', '<p>One.<br>Two.</p>\n<p>Three.</p>'],
    ['text with br tags only', 'One.<br>Two. still two.', '<p>One.<br>Two. still two.</p>'],
    [
      'a whole HTML document',
      '<!DOCTYPE html><html><head><title>Page</title><style>p { color: red }</style></head><body><p>One.</p></body></html>',
      '<p>One.</p>',
    ],
    [
      'Word markup',
      '<p class="MsoNormal" style="mso-pagination: none"><o:p></o:p><i style="mso-bidi-font-style: normal">One.</i><span style="mso-bidi-font-weight: bold"> Two.</span></p>',
      '<p><i>One.</i> Two.</p>',
    ],
    [
      'conditional comments',
      '<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><p>One.</p><![if !supportLists]><p>Two.</p><![endif]>',
      '<p>One.</p><p>Two.</p>',
    ],
    ['nested and crossed tags', '<p><b><i>One.</b></i></p>', '<p><b><i>One.</i></b></p>'],
    ['a line as a scene break', '<p>One.</p><hr width="50%"><p>Two.</p>', '<p>One.</p><hr><p>Two.</p>'],
    ['a font tag', '<p><font face="Comic Sans MS" color="red">One.</font></p>', '<p>One.</p>'],
    ['preformatted text', '<p>One.</p><pre>a  b\n c</pre>', '<p>One.</p><pre>a  b\n c</pre>'],
    [
      'scripts, handlers, frames and objects',
      '<p onclick="steal()">One.<script>steal()</script><iframe src="http://x.example/"></iframe><a href="javascript:steal()">two</a></p>',
      '<p>One.two</p>',
    ],
  ]
  for (const [name, stored, shown] of CASES) {
    test(name, () =>
      withTinySite({ storytext: stored }, ({ chapter }) =>
        assert.equal(chapter.html.replace(/\s*\n\s*(?=<p|<hr|$)/g, ''), shown.replace(/\s*\n\s*(?=<p|<hr|$)/g, '')),
      ),
    )
  }

  test('films and scripts within a text are taken out, and named with their addresses', () =>
    withTinySite(
      {
        storytext:
          '<p>One.</p><IFRAME width=1 src="https://tube.example/embed/1?a=b&amp;c"></IFRAME><object><embed src=//tube.example/2></object><script>steal()</script>',
        summary: 'A <scripture> & an objection.',
      },
      ({ chapter, remarks }) => {
        assert.equal(chapter.html, '<p>One.</p>')
        assert.match(
          remarks,
          /chapters 1: took out of storytext: iframe https:\/\/tube\.example\/embed\/1\?a=b&amp;c, object, embed \/\/tube\.example\/2, script/,
        )
        assert.doesNotMatch(remarks, /took out of summary/)
      },
    ))

  test('unclosed tags run no further than the text', () =>
    withTinySite({ storytext: '<p>One <i>two <b>three.<p>Four <center>five' }, ({ chapter }) => {
      for (const tag of ['i', 'b', 'p']) {
        const count = (pattern: string) => chapter.html.match(new RegExp(pattern, 'g'))?.length ?? 0
        assert.equal(count(`<${tag}>`), count(`</${tag}>`), chapter.html)
      }
      assert.match(chapter.html, /five/)
    }))

  test('centred text and tables keep their form', () =>
    withTinySite({ storytext: '<center>* * *</center><table border=1><tr><td>A<td>B</table><br>' }, ({ chapter }) => {
      assert.match(chapter.html, /center[^>]*>\s*(?:<p[^>]*>)?\* \* \*/)
      assert.match(chapter.html, /<td>A<\/td>\s*<td>B<\/td>/)
    }))

  test('the newline rule goes by three tags spelt exactly so', () =>
    withTinySite({ storytext: '<P>One\ntwo</P>\n<P>three</P>' }, ({ chapter }) => {
      assert.match(chapter.html, /One<br>\s*two/)
      assert.doesNotMatch(chapter.html, /<br>\s*<p>/)
    }))

  test('newlines of a text with a lower-case paragraph are none', () =>
    withTinySite({ storytext: '<p>One\ntwo</p>' }, ({ chapter }) => assert.doesNotMatch(chapter.html, /<br>/)))

  test('a summary of five thousand words, with a paragraph that never begins', () =>
    withTinySite({ summary: `${'word '.repeat(5000)}&nbsp;<p>` }, ({ work }) => {
      assert.equal(work.summary_html.match(/word/g)?.length, 5000)
    }))

  test('a text that fills its column was probably cut', () =>
    withTinySite({ storytext: 'x'.repeat(65_535) }, ({ report, remarks }) => {
      assert.deepEqual(report.cutTexts, [{ table: 'chapters', row: '1', column: 'storytext', bytes: 65_535 }])
      assert.match(remarks, /chapters 1: storytext fills its column/)
    }))

  test('a longer text is whole: that site had widened its column', () =>
    withTinySite({ storytext: 'x'.repeat(70_000) }, ({ report }) => assert.deepEqual(report.cutTexts, [])))

  test('a text that is missing is told of, and its chapter is there', () =>
    withTinySite({ storytext: null }, ({ chapter, remarks, notes }) => {
      assert.equal(chapter.title, 'One')
      assert.match(remarks, /chapters 1: its text is missing/)
      assert.match(notes, /1 chapter came without a text/)
    }))
})

describe('what the old program bent', () => {
  const MENDED: [name: string, stored: string, meant: string, what: RegExp][] = [
    [
      'typed numeric entities were mangled by the filter',
      '<p>r0;I donr17;t,r1; she said r12; and left r30;</p>',
      '<p>“I don’t,” she said — and left …</p>',
      /mended in storytext: mangled entities/,
    ],
    ['slashes were stored', '<p>It\\\'s \\"all\\" right</p>', '<p>It\'s "all" right</p>', /slashes/],
    ['slashes were stored twice', "<p>It\\\\\\'s right</p>", "<p>It's right</p>", /slashes/],
    ['line ends were spelt out', 'One.\\r\\n\\r\\nTwo.', '<p>One.</p>\n<p>Two.</p>', /line ends spelt out/],
    [
      'Word styles leaked into the text',
      ' p.MsoNormal, li.MsoNormal { margin: 0in; font-size: 12.0pt; } <p>One.</p>',
      '<p>One.</p>',
      /style sheet in the text/,
    ],
    ['the title of an uploaded page stands at the top', 'Untitled Document\n<p>One.</p>', '<p>One.</p>', /title of/],
    [
      'a stray bracket is left of an event handler, and words of a script',
      '>One.</p><p>Then <a href="nojavascript...alert(2)">two</a> and alert(3) three.</p>',
      '<p>One.</p><p>Then two and  three.</p>',
      /ruins of a script/,
    ],
  ]
  for (const [name, stored, meant, what] of MENDED) {
    test(name, async () => {
      await withTinySite({ storytext: stored }, ({ chapter, remarks }) => {
        assert.equal(chapter.html, meant)
        assert.match(remarks, what)
      })
      await withTinySite({ storytext: stored }, { mend: false }, ({ chapter, remarks }) => {
        assert.notEqual(chapter.html, meant)
        assert.doesNotMatch(remarks, /mended/)
      })
    })
  }

  const LEFT: [name: string, stored: string, shown: string][] = [
    [
      'a backslash that an author typed',
      '<p>¯\\_(ツ)_/¯ C:\\new\\table \\o/</p>',
      '<p>¯\\_(ツ)_/¯ C:\\new\\table \\o/</p>',
    ],
    [
      'words with a number behind them',
      '<p>In chapter1; and year11; of it</p>',
      '<p>In chapter1; and year11; of it</p>',
    ],
    ['code with variables', '<p>int r1; r2 = r1;</p>', '<p>int r1; r2 = r1;</p>'],
    ['braces that are no style sheet', 'Mso {not a style} sheet', '<p>Mso {not a style} sheet</p>'],
    ['a quoted line of a mail', '&gt; quoted<br>answer', '<p>&gt; quoted<br>answer</p>'],
    ['a call in a story about programs', '<p>She typed alert(1) and ran.</p>', '<p>She typed alert(1) and ran.</p>'],
    ['a sentence that begins with an ellipsis', '<p>…and then?</p>', '<p>…and then?</p>'],
  ]
  for (const [name, stored, shown] of LEFT) {
    test(`${name} stays`, () => withTinySite({ storytext: stored }, ({ chapter }) => assert.equal(chapter.html, shown)))
  }

  test('a capital became an ellipsis: mended where the same row proves it, told of where not', async () => {
    await withTinySite({ title: 'Écrit', summary: '…crit hier.' }, ({ work, remarks }) => {
      assert.equal(work.summary_html, '<p>Écrit hier.</p>')
      assert.match(remarks, /mended in summary: a capital/)
    })
    await withTinySite({ summary: '&#8230;crit hier.' }, ({ work, remarks, notes }) => {
      assert.equal(work.summary_html, '<p>…crit hier.</p>')
      assert.match(remarks, /summary has lost a capital/)
      assert.match(notes, /1 text has lost a capital/)
    })
  })

  test('a heart swallowed the rest of a review', () =>
    withTinySite({ review: 'I ' }, ({ reviews, notes }) => {
      assert.deepEqual(reviews, ['<p>I</p>'])
      assert.match(notes, /1 text ends within a sentence: the old site threw away all after a "<3"/)
    }))

  test('a review that merely ends before a space is no alarm', () =>
    withTinySite({ review: 'Lovely chapter ' }, ({ notes }) => assert.doesNotMatch(notes, /<3/)))
})

describe('answers of authors inside reviews', () => {
  const CASES: [name: string, stored: string, parts: string[]][] = [
    ['in English', "Good!<br><br><i>Author's Response: Thanks</i>", ['Good!', 'Thanks']],
    ['with a label in another language', 'Bien<br><br><i>Réponse de l’auteur : Merci</i>', ['Bien', 'Merci']],
    ['with other line breaks', "Good!<br /><br />\r\n<i>Author's Response: Thanks</i>\n", ['Good!', 'Thanks']],
    [
      'after the reviewer’s own italics',
      "<i>So</i> good<br><br><i>Author's Response: <i>You</i> are</i>",
      ['<i>So</i> good', '<i>You</i> are'],
    ],
    [
      'several, of which only the last is certain',
      "A<br><br><i>Author's Response: B</i><br><br><i>Author's Response: C</i>",
      ["A<br><br><i>Author's Response: B</i>", 'C'],
    ],
    [
      'none, where words follow',
      "A<br><br><i>Author's Response: B</i> more",
      ["A<br><br><i>Author's Response: B</i> more"],
    ],
  ]
  for (const [name, stored, parts] of CASES) {
    test(name, () =>
      withTinySite({ review: stored, respond: '1' }, ({ reviews }) =>
        assert.deepEqual(
          reviews,
          parts.map((part) => `<p>${part}</p>`),
        ),
      ),
    )
  }

  test('italics at the end are the reviewer’s own where nobody has answered', () =>
    withTinySite({ review: 'Good<br><br><i>PS: more</i>', respond: '0' }, ({ reviews }) =>
      assert.deepEqual(reviews, ['<p>Good<br><br><i>PS: more</i></p>']),
    ))

  test('an old review and its later answer may be in different character sets', () => {
    const review = Buffer.concat([Buffer.from('\xe9t\xe9', 'latin1'), Buffer.from('<br><br><i>Réponse: été</i>')])
    return withTinySite({ review, respond: '1' }, ({ reviews }) =>
      assert.deepEqual(reviews, ['<p>été</p>', '<p>été</p>']),
    )
  })
})

test('question marks where letters were are counted, and doubted where they are most of what there was', async () => {
  const LOST = ['????? ??????', 'Un caf? d?j? vu, mon fr?re, quand m?me', '<p>????? <b>?? ??????</b></p>']
  for (const storytext of LOST) {
    await withTinySite({ storytext }, ({ notes, report }) => {
      assert.match(notes, /1 text has question marks where letters were\./)
      assert.match(report.verdict.line!, /, but more texts have question marks where letters were/)
    })
    await withTinySite({ storytext, title: 'Déjà', summary: 'Été' }, ({ report }) =>
      assert.match(report.verdict.line!, /^Nothing was lost\./),
    )
  }
  const WHOLE = [
    'What??? Really?! Is it?yes or?no',
    'See http://x.example/viewstory.php?sid=1 and index.php?page=2, /a?b and a.example?c=d',
    'Who? What? Where? When? Why?',
    '???????? ????',
    'r0;Who?r1; r0;Where?r1; r0;When?r1; r0;Why?r1;',
    '<p class="some very long list of words in a tag that says nothing at all">??</p>',
  ]
  for (const storytext of WHOLE)
    await withTinySite({ storytext }, ({ notes }) => assert.doesNotMatch(notes, /question marks/))
})

test('four question marks where an emoji may have been are counted with their rows, and left as they are', () =>
  withTinySite({ storytext: '<p>Love it! ????????</p>', notes: '???? hi', review: 'What????' }, (site) => {
    assert.match(site.chapter.html, /Love it! \?{8}/)
    const told = site.report.exceptions.filter(({ message }) => message.includes('may have been an emoji'))
    assert.deepEqual(
      told.map(({ table, row, message }) => `${table} ${row} ${message.split(' ')[0]}`),
      ['chapters 1 storytext', 'chapters 1 notes'],
    )
    assert.ok(site.report.notes.some((note) => note.startsWith('2 texts hold "????"')))
  }))
