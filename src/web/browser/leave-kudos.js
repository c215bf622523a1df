// Sends the kudos form without leaving the page, and puts the answer's form in its place.

export function leaveKudosHere(form) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const answer = await send(form).catch(() => null)
    if (!answer) return form.submit()
    form.replaceWith(answer)
    if (answer instanceof HTMLFormElement) leaveKudosHere(answer)
    answer.querySelector('button')?.focus()
  })
}

async function send(form) {
  const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })
  if (!response.ok) return null
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  return document.adoptNode(page.querySelector('#kudos'))
}
