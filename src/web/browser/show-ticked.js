// Marks the works that a form for several at once is about, as they are ticked or chosen all together.

export function showTicked(form) {
  const boxes = [...document.querySelectorAll(`input[name="bookmark"][form="${form.id}"]`)]
  const which = form.elements.namedItem('which')
  if (boxes.length === 0 || !which) return
  // Whoever ticks something means what is ticked.
  for (const box of boxes) box.addEventListener('change', () => (which.value = 'ticked'))
  const sync = () => {
    for (const box of boxes)
      box.closest('.bookmark').classList.toggle('ticked', box.checked || which.value !== 'ticked')
  }
  for (const field of [...boxes, which]) field.addEventListener('change', sync)
  sync()
}
