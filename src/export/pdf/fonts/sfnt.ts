// The tables of a font file: OpenType, "The OpenType Font File".

export interface FontTables {
  flavour: number
  tables: ReadonlyMap<string, Buffer>
}

export function writeSfnt({ flavour, tables }: FontTables): Buffer {
  const names = [...tables.keys()].toSorted()
  const header = Buffer.alloc(12 + 16 * names.length)
  const power = 2 ** Math.floor(Math.log2(names.length))
  header.writeUInt32BE(flavour, 0)
  header.writeUInt16BE(names.length, 4)
  header.writeUInt16BE(power * 16, 6)
  header.writeUInt16BE(Math.log2(power), 8)
  header.writeUInt16BE((names.length - power) * 16, 10)
  const parts: Buffer[] = [header]
  let offset = header.length
  names.forEach((name, index) => {
    const table = tables.get(name)!
    const padding = Buffer.alloc(-table.length & 3)
    header.write(name, 12 + 16 * index, 'latin1')
    // The checksum stays 0: no reader of ours looks at it.
    header.writeUInt32BE(offset, 12 + 16 * index + 8)
    header.writeUInt32BE(table.length, 12 + 16 * index + 12)
    parts.push(table, padding)
    offset += table.length + padding.length
  })
  return Buffer.concat(parts)
}

/** A table of names that says only the family, the style and both together. */
export function nameTable(family: string, style: string): Buffer {
  const postScript = `${family}-${style}`.replaceAll(' ', '')
  const records = [
    [1, family],
    [2, style],
    [4, `${family} ${style}`],
    [6, postScript],
  ] as const
  const texts = records.map(([, text]) => Buffer.from(text, 'utf16le').swap16())
  const header = Buffer.alloc(6 + 12 * records.length)
  header.writeUInt16BE(records.length, 2)
  header.writeUInt16BE(header.length, 4)
  let offset = 0
  records.forEach(([id], index) => {
    const length = texts[index]!.length
    // Windows, Unicode, English.
    ;[3, 1, 0x409, id, length, offset].forEach((value, at) => header.writeUInt16BE(value, 6 + 12 * index + 2 * at))
    offset += length
  })
  return Buffer.concat([header, ...texts])
}
