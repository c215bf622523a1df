const AT_ONCE = 4

/**
 * The results in order, with a few on their way at a time. `begin` takes up one thing after another and answers with
 * the rest of the work, which may overlap that on others.
 */
export async function* ahead<Thing, Result>(
  things: Iterable<Thing>,
  begin: (thing: Thing) => Promise<() => Promise<Result>>,
): AsyncGenerator<Result> {
  const underWay: Array<Promise<Result>> = []
  for (const thing of things) {
    const work = await begin(thing)
    const result = work()
    // Waited for later; until then it must not count as unhandled.
    result.catch(() => {})
    underWay.push(result)
    if (underWay.length >= AT_ONCE) yield await underWay.shift()!
  }
  for (const result of underWay) yield await result
}
