// Lines of verse that are too long for the window go on further in, so that they are not taken for lines of their own.

const LONGEST_LINE = 90

export function markVerse() {
  for (const block of document.querySelectorAll('.chapter-text :is(p, td):has(> br)')) {
    const lines = linesOf(block)
    if (lines.length > 2 && lines.every((line) => line !== '' && line.length < LONGEST_LINE))
      block.classList.add('verse')
  }
}

/** An empty one tells of paragraphs that somebody parted by line ends: that is prose. */
function linesOf(block) {
  const lines = ['']
  for (const node of block.childNodes) {
    if (node.nodeName === 'BR') lines.push('')
    else lines.push(lines.pop() + node.textContent.trim())
  }
  if (lines.at(-1) === '') lines.pop()
  return lines
}
