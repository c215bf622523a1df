export const books = {
  'books.download': 'Download',
  'books.downloads': 'Downloads',
  'books.epub': 'EPUB',
  'books.epubVertical': 'EPUB in columns',
  'books.html': 'HTML',
  'books.markdown': 'Markdown',
  'books.text': 'Plain text',
  'books.cover': 'Cover',
  'books.titlePage': 'Title page',
  'books.contents': 'Contents',
  'books.afterword': 'After the story',
  'books.landmarks': 'Places in this book',
  'books.accessibility':
    'Text that can be resized, restyled and read aloud, with a table of contents and headings. What its authors wrote was not checked for accessibility.',
} as const
