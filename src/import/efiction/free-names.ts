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
  const found: string[] = []
  for (const base of wanted) {
    let name = base
    for (let number = 2; used.has(name) || (name !== base && (await takenAmong([name])).length > 0); number++) {
      name = `${base}${separator}${number}`
    }
    used.add(name)
    found.push(name)
  }
  return found
}
