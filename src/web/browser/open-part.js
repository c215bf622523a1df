// A part of another page of the archive, in a dialog over this one. Opened again, it is as it was left.

const opened = new Map()

/** `id` names the part, and `id-title` its heading. Rejects when the page cannot be had. */
export async function openPart(address, id) {
  let dialog = opened.get(id)
  if (!dialog) opened.set(id, (dialog = makeDialog(await fetchPart(address, id), id)))
  if (!dialog.open) dialog.showModal()
  return dialog
}

async function fetchPart(address, id) {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${response.status}`)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  return document.adoptNode(page.getElementById(id))
}

function makeDialog(part, id) {
  const dialog = document.createElement('dialog')
  dialog.className = 'part'
  dialog.setAttribute('aria-labelledby', `${id}-title`)
  dialog.append(part)
  // A click beside it has the dialog itself for its target.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog && isBeside(event, dialog.getBoundingClientRect())) dialog.close()
  })
  document.body.append(dialog)
  return dialog
}

function isBeside({ clientX: x, clientY: y }, { left, right, top, bottom }) {
  return x < left || x > right || y < top || y > bottom
}
