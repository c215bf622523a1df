// Works that something was found in, ascending, each with what that is worth. What `all`, `any` and `not` mean.

export interface FoundWorks {
  ids: Uint32Array
  worth: Uint16Array
}

export const NONE: FoundWorks = { ids: new Uint32Array(0), worth: new Uint16Array(0) }
const MOST_WORTH = 0xffff

export function inBoth(one: FoundWorks, other: FoundWorks): FoundWorks {
  const room = roomFor(Math.min(one.ids.length, other.ids.length))
  let [at, there, here] = [0, 0, 0]
  while (here < one.ids.length && there < other.ids.length) {
    const [a, b] = [one.ids[here]!, other.ids[there]!]
    if (a === b) {
      room.ids[at] = a
      room.worth[at++] = Math.min(MOST_WORTH, one.worth[here++]! + other.worth[there++]!)
    } else if (a < b) here += 1
    else there += 1
  }
  return cut(room, at)
}

export function inEither(one: FoundWorks, other: FoundWorks): FoundWorks {
  const room = roomFor(one.ids.length + other.ids.length)
  let [at, there, here] = [0, 0, 0]
  while (here < one.ids.length || there < other.ids.length) {
    const [a, b] = [one.ids[here] ?? Infinity, other.ids[there] ?? Infinity]
    room.ids[at] = Math.min(a, b)
    room.worth[at++] = Math.min(MOST_WORTH, (a <= b ? one.worth[here++]! : 0) + (b <= a ? other.worth[there++]! : 0))
  }
  return cut(room, at)
}

export function without(one: FoundWorks, other: FoundWorks): FoundWorks {
  const room = roomFor(one.ids.length)
  let [at, there] = [0, 0]
  for (let here = 0; here < one.ids.length; here += 1) {
    const id = one.ids[here]!
    while (there < other.ids.length && other.ids[there]! < id) there += 1
    if (other.ids[there] === id) continue
    room.ids[at] = id
    room.worth[at++] = one.worth[here]!
  }
  return cut(room, at)
}

export function roomFor(length: number): FoundWorks {
  return { ids: new Uint32Array(length), worth: new Uint16Array(length) }
}

export function cut({ ids, worth }: FoundWorks, length: number): FoundWorks {
  return { ids: ids.subarray(0, length), worth: worth.subarray(0, length) }
}

/** One stretch of works after the other. */
export function joined(stretches: readonly FoundWorks[]): FoundWorks {
  if (stretches.length === 1) return stretches[0]!
  const all = roomFor(stretches.reduce((length, { ids }) => length + ids.length, 0))
  let at = 0
  for (const { ids, worth } of stretches) {
    all.ids.set(ids, at)
    all.worth.set(worth, at)
    at += ids.length
  }
  return all
}
