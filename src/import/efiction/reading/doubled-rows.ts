/** Numbers for the rows of a table that has no key: the first of a kind bears its name, later ones `name#2` and on. */
export class DoubledRows {
  #group = ''
  readonly #counts = new Map<string, number>()

  /** Rows of one name must come with one `group`, and one group's rows one after the other. */
  number(group: string, name: string): string {
    if (group !== this.#group) this.#counts.clear()
    this.#group = group
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    return count === 1 ? name : `${name}#${count}`
  }
}

/** What the row is called by without regard to doubles, and whether it is one. */
export function nameOf(id: string): { name: string; isDouble: boolean } {
  const [name] = id.split('#')
  return { name: name!, isDouble: name !== id }
}
