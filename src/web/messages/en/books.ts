export const books = {
  'books.download': 'Download',
  'books.downloads': 'Downloads',
  'books.epub': 'EPUB',
  'books.html': 'HTML',
  'books.markdown': 'Markdown',
  'books.text': 'Plain text',
  'books.cover': 'Cover',
  'books.titlePage': 'Title page',
  'books.contents': 'Contents',
  'books.afterword': 'After the story',
  'books.footnotes': 'Footnotes',
} as const
