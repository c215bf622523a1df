/** 600 KB, with 12,000 sentences between the first word and the last. */
export const LONG_CHAPTER = `<p>Firstword.</p>${'<p>A sentence in the middle of a long chapter.</p>'.repeat(12_000)}<p>Lastword.</p>`
