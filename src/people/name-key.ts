/** PostgreSQL refuses to index what is longer than 2,700 bytes; old sites took names of any length. */
const LONGEST = 300

/** A folded name as `pseud` keeps it: short enough for an index, the same for every way to write the name. */
export function keyOfName(folded: string): string {
  return folded.length <= LONGEST ? folded : folded.slice(0, LONGEST).toWellFormed()
}
