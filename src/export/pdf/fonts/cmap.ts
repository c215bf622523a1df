/** Ranges of code points that a font has glyphs for, both ends included. */
export type Coverage = ReadonlyArray<readonly [number, number]>

/** Reads the `cmap` table, formats 4 and 12, which all fonts of today carry; anything else covers nothing. */
export function readCoverage(cmap: Buffer): Coverage {
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => ({
    platform: cmap.readUInt16BE(4 + 8 * index),
    encoding: cmap.readUInt16BE(6 + 8 * index),
    offset: cmap.readUInt32BE(8 + 8 * index),
  })).filter(({ platform, encoding }) => platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10)))
  const byFormat = (format: number) => subtables.find(({ offset }) => cmap.readUInt16BE(offset) === format)
  const wide = byFormat(12)
  if (wide) return readGroups(cmap, wide.offset)
  const plain = byFormat(4)
  return plain ? readSegments(cmap, plain.offset) : []
}

function readGroups(cmap: Buffer, offset: number): Coverage {
  return Array.from({ length: cmap.readUInt32BE(offset + 12) }, (_, index) => {
    const at = offset + 16 + 12 * index
    return [cmap.readUInt32BE(at), cmap.readUInt32BE(at + 4)] as const
  })
}

function readSegments(cmap: Buffer, offset: number): Coverage {
  const count = cmap.readUInt16BE(offset + 6) / 2
  const ranges: Array<readonly [number, number]> = []
  for (let index = 0; index < count; index++) {
    const last = cmap.readUInt16BE(offset + 14 + 2 * index)
    const first = cmap.readUInt16BE(offset + 16 + 2 * count + 2 * index)
    const delta = cmap.readUInt16BE(offset + 16 + 4 * count + 2 * index)
    const rangeAt = offset + 16 + 6 * count + 2 * index
    const rangeOffset = cmap.readUInt16BE(rangeAt)
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyphAt = rangeAt + rangeOffset + 2 * (code - first)
      const glyph =
        rangeOffset === 0 ? (code + delta) & 0xffff : glyphAt + 2 <= cmap.length ? cmap.readUInt16BE(glyphAt) : 0
      if (glyph === 0) continue
      const open = ranges.at(-1)
      if (open && open[1] === code - 1) ranges[ranges.length - 1] = [open[0], code]
      else ranges.push([code, code])
    }
  }
  return ranges
}

/** Both ascending: which of the code points are not covered. */
export function notCovered(codePoints: readonly number[], coverage: Coverage): number[] {
  const ranges = coverage.toSorted((a, b) => a[0] - b[0])
  let at = 0
  return codePoints.filter((code) => {
    while (at < ranges.length && ranges[at]![1] < code) at += 1
    return at >= ranges.length || ranges[at]![0] > code
  })
}
