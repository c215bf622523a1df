// Each named after what went wrong with the characters of real sites.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { dumpFile } from '../../../../test/tiny-site.ts'
import { dumpOf, withTinySite } from '../../../../test/tiny-texts.ts'
import { importSite } from '../import-site.ts'
import { charsetNamed } from '../read/charset.ts'

const windows = (text: string) => Buffer.from(text, 'latin1')
/** Through a program that took UTF-8 for Windows-1252, or for Latin-1 as PHP does, and encoded it again. */
const twice = (text: string, name = 'windows-1252') => Buffer.from(new TextDecoder(name).decode(Buffer.from(text)))
const asLatin1 = (bytes: Buffer) => Buffer.from(bytes.toString('latin1'))
const inCharset = (text: string, name: string) => charsetNamed(name)!.encode(text)!

describe('characters of a site', () => {
  test('Windows-1252 in a site that called itself Latin-1', () =>
    withTinySite({ title: windows('\x93L\x92\xe9t\xe9\x94 \x96 d\xe9j\xe0\x85') }, async ({ work, counts }) => {
      assert.equal(work.title, '“L’été” – déjà…')
      assert.ok(counts.charset! >= 1)
    }))

  test('UTF-8 in latin1 tables stays UTF-8, whatever stands beside it', () =>
    withTinySite({ title: 'Été – 夏 😊', summary: windows('\xe9t\xe9') }, async ({ work, counts }) => {
      assert.equal(work.title, 'Été – 夏 😊')
      assert.equal(work.summary_html, '<p>été</p>')
      assert.ok(counts.utf8! >= 1 && counts.charset! >= 1)
    }))

  test('a dump through a UTF-8 connection encodes UTF-8 twice', () =>
    withTinySite({ title: twice('“C’était l’été”') }, async ({ work, counts }) => {
      assert.equal(work.title, '“C’était l’été”')
      assert.ok(counts.doubleEncoded! >= 1)
    }))

  test('the program’s own UTF-8 backup makes control characters of curly quotes', () =>
    withTinySite(
      { title: asLatin1(windows('l\x92\xe9t\xe9')), summary: asLatin1(Buffer.from('“Été”')) },
      async ({ work }) => {
        assert.equal(work.title, 'l’été')
        assert.equal(work.summary_html, '<p>“Été”</p>')
      },
    ))

  for (const [charset, text, seen] of [
    ['cp437', 'Été – “déjà”', '├ët├⌐ ΓÇô ΓÇ£d├⌐j├áΓÇ¥'],
    ['cp850', 'Été – “déjà”', '├ët├® ÔÇô ÔÇ£d├®j├áÔÇØ'],
    ['ibm866', 'Привет 😊', '╨Я╤А╨╕╨▓╨╡╤В ЁЯШК'],
  ] as const) {
    test(`a dump through a console of Windows, which took UTF-8 for ${charset}`, () =>
      withTinySite({ title: seen }, async ({ work, counts }) => {
        assert.equal(work.title, text)
        assert.ok(counts.doubleEncoded! >= 1)
      }))
  }

  test('a frame of box characters, and a Greek word, are what they are', () =>
    withTinySite({ title: '├── Γεια ─┤', summary: 'Ô Canada' }, async ({ work }) => {
      assert.equal(work.title, '├── Γεια ─┤')
      assert.equal(work.summary_html, '<p>Ô Canada</p>')
    }))

  test('text that was encoded three times', () =>
    withTinySite({ title: asLatin1(twice('Été')) }, async ({ work }) => assert.equal(work.title, 'Été')))

  test('a text that looks encoded twice only in part is what its author wrote', () =>
    withTinySite({ title: 'About Ã© and 夏' }, async ({ work }) => assert.equal(work.title, 'About Ã© and 夏')))

  test('Windows bytes and UTF-8 within one text', () =>
    withTinySite(
      { storytext: Buffer.concat([windows('l\x92\xe9t\xe9 \x96 '), Buffer.from('l’été – encore')]) },
      async ({ chapter, counts }) => {
        assert.equal(chapter.html, '<p>l’été – l’été – encore</p>')
        assert.equal(counts.mixed, 1)
      },
    ))

  test('bytes without a meaning stay visible, are told of, and kept as they were', () =>
    withTinySite({ summary: windows('a\x81b \x9d\xe9') }, async ({ work, remarks, raw }) => {
      assert.equal(work.summary_html, '<p>a\ufffdb \ufffdé</p>')
      assert.match(remarks, /stories 1: 2 bytes have a meaning in no character set/)
      assert.ok((await raw('stories', 'summary')).equals(windows('a\x81b \x9d\xe9')))
    }))

  test('NULs and other control characters', () =>
    withTinySite({ title: windows('Nul \0 and bell \x07') }, async ({ work, remarks }) => {
      assert.equal(work.title, 'Nul \ufffd and bell \ufffd')
      assert.match(remarks, /2 bytes have a meaning in no character set/)
    }))

  test('É Ñ and their like are letters, though old pages showed dashes in their place', () =>
    withTinySite({ title: windows('\xc9crit \xd1and\xfa') }, async ({ work }) =>
      assert.equal(work.title, 'Écrit Ñandú'),
    ))

  test('a text cut in the middle of a character', () =>
    withTinySite({ summary: Buffer.from('L’été dernier…').subarray(0, -1) }, async ({ work, remarks }) => {
      assert.equal(work.summary_html, '<p>L’été dernier\ufffd</p>')
      assert.match(remarks, /bytes have a meaning in no character set/)
    }))

  test('an accent and an ellipsis at the end are not half a character', () =>
    withTinySite({ title: windows('Pas encore valid\xe9\x85') }, async ({ work }) =>
      assert.equal(work.title, 'Pas encore validé…'),
    ))

  test('a byte order mark before Windows bytes, and a text in what Windows calls Unicode', () =>
    withTinySite(
      {
        summary: Buffer.concat([Buffer.from('\ufeff'), windows('\xe9t\xe9')]),
        storytext: Buffer.from('\ufeffOnce “upon” a time.', 'utf16le'),
      },
      async ({ work, chapter }) => {
        assert.equal(work.summary_html, '<p>été</p>')
        assert.equal(chapter.html, '<p>Once “upon” a time.</p>')
      },
    ))

  test('texts in what Windows calls Unicode, without a mark', () =>
    withTinySite(
      {
        summary: Buffer.from('L’été “dernier”', 'utf16le').swap16(),
        storytext: Buffer.from('<p>Жили-были дед да баба.</p>', 'utf16le'),
      },
      async ({ work, chapter }) => {
        assert.equal(work.summary_html, '<p>L’été “dernier”</p>')
        assert.equal(chapter.html, '<p>Жили-были дед да баба.</p>')
      },
    ))

  test('entities in titles and names, once and twice', () =>
    withTinySite(
      { title: 'Tom &amp; &quot;Jerry&quot; don&#8217;t', penname: 'R&amp;amp;R &amp;eacute;', chapter: 'Q & A < B' },
      async ({ work, chapter, name }) => {
        assert.equal(work.title, 'Tom & "Jerry" don’t')
        assert.equal(name, 'R&R é')
        assert.equal(chapter.title, 'Q & A < B')
      },
    ))
})

describe('a site in another character set, which the owner names', () => {
  const CASES: [string, string][] = [
    ['windows-1251', 'Глава «первая» — ещё'],
    ['windows-1250', 'Příliš žluťoučký kůň – „úpěl“'],
    ['windows-1254', 'Şöyle bir ışığı gördüğüm'],
    ['iso-8859-2', 'Zażółć gęślą jaźń'],
    ['koi8-r', 'Съешь ещё этих мягких булок'],
    ['windows-1255', 'שלום עולם'],
  ]
  for (const [charset, text] of CASES) {
    test(charset, () =>
      withTinySite({ title: inCharset(text, charset), summary: text }, { charset }, async ({ work }) => {
        assert.equal(work.title, text)
        assert.equal(work.summary_html, `<p>${text}</p>`)
      }),
    )
  }

  describe('or the dump, which its server has converted', () => {
    const site = readFileSync(dumpOf({ title: inCharset('Глава', 'koi8-r') }))
    const dump = dumpFile('/*!40101 SET NAMES koi8r */;\n', site)

    test('and it stays so when it is read again', () =>
      withTinySite({}, { dump }, async ({ db, work, notes }) => {
        assert.equal(work.title, 'Глава')
        assert.match(notes, /The dump says that it is in koi8-r, and what is not UTF-8 was read so\./)
        await importSite(db, { keptFrom: 'tiny', now: 1 })
        const again = await db.selectFrom('work').select('title').executeTakeFirstOrThrow()
        assert.equal(again.title, 'Глава')
      }))

    test('but what the owner says goes before', () =>
      withTinySite({}, { dump, charset: 'windows-1251' }, ({ work, notes }) => {
        assert.equal(work.title, 'зМБЧБ')
        assert.doesNotMatch(notes, /says that it is in/)
      }))
  })

  const WIDE: [string, Buffer, string][] = [
    ['big5', Buffer.from([0xa4, 0xa4, 0xa4, 0xe5, 0xac, 0x47, 0xa8, 0xc6]), '中文故事'],
    ['shift_jis', Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea, 0x83, 0x5c]), '日本語ソ'],
    ['gb18030', Buffer.from([0xd6, 0xd0, 0xce, 0xc4, 0xb9, 0xca, 0xca, 0xc2]), '中文故事'],
    ['euc-kr', Buffer.from([0xc7, 0xd1, 0xb1, 0xdb, 0xbc, 0xd2, 0xbc, 0xb3]), '한글소설'],
  ]
  for (const [charset, bytes, text] of WIDE) {
    test(`${charset}, with a later answer in UTF-8`, () => {
      const mixed = Buffer.concat([bytes, Buffer.from(`<br />${text}`)])
      return withTinySite({ title: bytes, summary: mixed }, { charset }, async ({ work }) => {
        assert.equal(work.title, text)
        assert.equal(work.summary_html, `<p>${text}<br>${text}</p>`)
      })
    })
  }

  test('bytes of it that a database took for Latin-1 and converted', () =>
    withTinySite(
      { title: asLatin1(inCharset('Привет, мир', 'windows-1251')), summary: 'déjà vu à Paris' },
      { charset: 'windows-1251' },
      async ({ work }) => {
        assert.equal(work.title, 'Привет, мир')
        assert.equal(work.summary_html, '<p>déjà vu à Paris</p>')
      },
    ))

  /** Harry Potter, and letters whose second bytes are backslashes. */
  for (const [charset, hex, text] of [
    ['shift_jis', '836e838a815b8145837c8362835e815b', 'ハリー・ポッター'],
    ['big5', 'b35ca55cbb5caabaac47a8c6', '許功蓋的故事'],
  ] as const) {
    test(`bytes of ${charset} that a database took for Latin-1 and converted`, () =>
      withTinySite(
        { title: asLatin1(Buffer.from(hex, 'hex')), summary: 'Noël, Zoë' },
        { charset },
        async ({ work }) => {
          assert.equal(work.title, text)
          assert.equal(work.summary_html, '<p>Noël, Zoë</p>')
        },
      ))
  }

  for (const [charset, text] of [
    ['windows-874', 'สวัสดีชาวโลก'],
    ['ibm866', 'разговор на рассвете'],
    ['iso-8859-5', 'ТВОРЧЕСТВО'],
  ] as const) {
    test(`${charset}, in which words look like UTF-8 in part`, () =>
      withTinySite({ title: inCharset(text, charset) }, { charset }, async ({ work }) =>
        assert.equal(work.title, text),
      ))
  }

  test('UTF-8 that somebody took for it, and encoded again', () =>
    withTinySite({ title: twice('Привет', 'koi8-r') }, { charset: 'koi8-r' }, async ({ work }) =>
      assert.equal(work.title, 'Привет'),
    ))

  test('of another script between Latin letters', () =>
    withTinySite(
      { storytext: Buffer.concat([inCharset('В «доме». ', 'windows-1251'), Buffer.from('Потом — утро.')]) },
      { charset: 'windows-1251' },
      async ({ chapter }) => assert.equal(chapter.html, '<p>В «доме». Потом — утро.</p>'),
    ))

  test('one that nobody knows is refused with a sentence', () =>
    assert.rejects(
      withTinySite({}, { charset: 'klingon' }, async () => {}),
      /"klingon" cannot be used here.*windows-1251/,
    ))

  test('is suggested where some tool has taken it for Western letters', () => {
    const title = (text: string, name: string) =>
      Buffer.from(new TextDecoder('windows-1252').decode(inCharset(text, name)))
    const long = 'Привет, мир! Это было давно, и никто не помнит, как всё началось. '.repeat(2)
    return withTinySite({ storytext: title(long, 'windows-1251') }, ({ notes }) =>
      assert.match(notes, /another character set.*--charset windows-1251 --preview/),
    )
  })

  test('is not suggested for Western letters that are what they are', () =>
    withTinySite({ storytext: 'Voilà où en était l’élève, ça ira. '.repeat(9), language: 'fr' }, ({ notes }) =>
      assert.doesNotMatch(notes, /--charset/),
    ))

  test('is suggested where nobody named it, and never assumed', () =>
    withTinySite({ title: inCharset('Привет', 'windows-1251'), language: 'ru' }, async ({ work, notes }) => {
      assert.equal(work.title, 'Ïðèâåò')
      assert.match(notes, /--charset windows-1251 --preview/)
    }))
})
