// Puts a work on a shelf, or takes it off, without leaving the page.

export function shelveHere(form) {
  form.addEventListener('submit', async (event) => {
    const button = event.submitter
    const control = button?.closest('.shelf-control')
    if (!control || button.formMethod === 'get') return
    event.preventDefault()
    const answer = await send(form, button).catch(() => null)
    if (!answer) return leaveWith(form, button)
    const { value } = button
    const others = document.querySelectorAll(`#${CSS.escape(control.id)}`)
    for (const other of others) other.replaceWith(document.importNode(answer, true))
    const fresh = [...document.querySelectorAll(`#${CSS.escape(control.id)} button`)]
    fresh.find((each) => each.value === value)?.focus()
  })
}

async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button))
  body.set('part', 'yes')
  const response = await fetch(button.formAction, { method: 'POST', body })
  if (!response.ok || response.redirected) return null
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  return page.querySelector('.shelf-control')
}

/** As it would have been without this: the answer says what is wrong. */
function leaveWith(form, button) {
  const name = document.createElement('input')
  name.type = 'hidden'
  name.name = button.name
  name.value = button.value
  form.append(name)
  form.action = button.formAction
  form.submit()
}
