/**
 * Names like the wanted ones that nobody has: a name that is taken, or wanted twice, gets a number behind it.
 * `takenAmong` returns those of the given names that are taken already.
 */
export async function freeNames(
  wanted: readonly string[],
  separator: string,
  takenAmong: (names: string[]) => Promise<string[]>,
): Promise<string[]> {
  const used = new Set(await takenAmong([...new Set(wanted)]))
  const numbers = new Map<string, number>()
  const found: string[] = []
  for (const base of wanted) {
    let name = base
    while (used.has(name) || (name !== base && (await takenAmong([name])).length > 0)) {
      const number = (numbers.get(base) ?? 1) + 1
      numbers.set(base, number)
      name = `${base}${separator}${number}`
    }
    used.add(name)
    found.push(name)
  }
  return found
}
