// The line that a reader is at stays where it is on the screen while the text around it is set anew. Browsers do that by
// themselves only where the width stays as it is.

export function keepPlaceWhile(change) {
  const block = firstInSight()
  const before = block?.getBoundingClientRect()
  change()
  if (!block || before.top > innerHeight / 2) return
  const after = block.getBoundingClientRect()
  const part = Math.max(0, -before.top) / before.height
  scrollBy({ top: after.top + part * after.height - Math.max(0, before.top), behavior: 'instant' })
}

function firstInSight() {
  const blocks = document.querySelectorAll('.reading .chapter-text > *')
  return [...blocks].find((block) => block.getBoundingClientRect().bottom > 0)
}
