// Names in one field, parted by commas: the one that the cursor stands in. As tags/tag-names.ts reads them.

const COMMA = /[,，、،\n]/

/** What is typed of it, and all others. */
export function partOfNames(input) {
  const { start, end } = endsOf(input)
  const { value } = input
  const text = value.slice(start, end).replace(/^\s*["“”]?/, '')
  return { text: text.trim(), others: `${value.slice(0, start)},${value.slice(end + 1)}` }
}

/** Puts a whole name in its place, and the cursor behind it. */
export function withName(input, name) {
  const { start, end } = endsOf(input)
  const { value } = input
  const written = COMMA.test(name) || /^["“”]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name
  const before = `${value.slice(0, start)}${start > 0 ? ' ' : ''}${written}, `
  const after = value.slice(end + 1).trimStart()
  input.value = before + after
  input.setSelectionRange(before.length, before.length)
}

function endsOf({ value, selectionStart }) {
  const commas = commasIn(value)
  const cursor = selectionStart ?? value.length
  const start = (commas.findLast((place) => place < cursor) ?? -1) + 1
  return { start, end: commas.find((place) => place >= cursor) ?? value.length }
}

/** Those between names; a name in quotes may hold its own. */
function commasIn(value) {
  const places = []
  let isQuoted = false
  for (let place = 0, isStart = true; place < value.length; place++) {
    const sign = value[place]
    if (/["“”]/.test(sign) && (isQuoted || isStart)) isQuoted = !isQuoted
    if (!isQuoted && COMMA.test(sign)) {
      places.push(place)
      isStart = true
    } else if (sign.trim() !== '') isStart = false
  }
  return places
}
