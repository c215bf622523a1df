// Whoever comes back to a list finds its form as the list is, not as they last ticked it. Without scripts `autocomplete="off"` does
// the same, except where a browser keeps whole pages.

export function showAsListed(form) {
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) form.reset()
  })
}
