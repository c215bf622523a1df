interface Most {
  words: number
  chapters: number
}

/** Chapters in order, as many together as stay within `most`; one that is longer stands alone. */
export function inBatches<Chapter>(
  chapters: readonly Chapter[],
  wordsOf: (chapter: Chapter) => number,
  most: Most,
): Chapter[][] {
  const batches: Chapter[][] = []
  let words = Infinity
  for (const chapter of chapters) {
    const own = wordsOf(chapter)
    const batch = batches.at(-1)
    if (!batch || words + own > most.words || batch.length >= most.chapters) {
      batches.push([chapter])
      words = own
    } else {
      batch.push(chapter)
      words += own
    }
  }
  return batches
}
