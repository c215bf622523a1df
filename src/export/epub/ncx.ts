import type { Book } from '../book.ts'
import { type Content, markup } from '../markup.ts'
import { grouped } from './navigation.ts'
import type { OutlinePage } from './outline.ts'

/** The list of contents for programs that know EPUB 2 only: DAISY's NCX. */
export function ncx(book: Book, outline: readonly OutlinePage[]): string {
  let order = 0
  const point = (page: OutlinePage, below: readonly OutlinePage[]): Content => {
    const number = ++order
    return markup`<navPoint id="p${number}" playOrder="${number}"><navLabel><text>${page.title}</text></navLabel><content src="${page.file}"/>${below.map((one) => point(one, []))}</navPoint>\n`
  }
  return markup`<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${book.labels.language}">
<head>
<meta name="dtb:uid" content="${book.identifier}"/>
<meta name="dtb:depth" content="${book.parts.length > 1 ? 2 : 1}"/>
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>${book.title}</text></docTitle>
<navMap>
${grouped(book, outline).map(({ page, below }) => point(page, below))}</navMap>
</ncx>
`.text
}
