/** Puts a note below the line of its mark, or above where there is more room, within the text's column. */
export function placeBeside(mark, here) {
  const at = mark.getClientRects()[0]
  const column = mark.closest('.chapter-text').getBoundingClientRect()
  const [above, below] = [at.top - 14, innerHeight - at.bottom - 14]
  const isAbove = below < here.offsetHeight && above > below
  place(here, 'room', Math.max(140, isAbove ? above : below))
  const { offsetWidth: width, offsetHeight: height } = here
  const left = Math.max(8, column.left, Math.min(at.left - 24, column.right - width))
  place(here, 'top', scrollY + (isAbove ? at.top - height - 6 : at.bottom + 6))
  place(here, 'left', left + scrollX)
}

function place(here, name, pixels) {
  here.style.setProperty(`--note-${name}`, `${pixels}px`)
}
