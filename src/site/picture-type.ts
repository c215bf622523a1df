import type { UploadTable } from '../store/tables/uploads.ts'

export interface PictureType {
  mime: UploadTable['mime']
  /** In pixels. */
  width: number
  height: number
}

/** What the bytes are, whatever their name says; null for anything but a PNG, GIF, JPEG or WebP with a size. */
export function pictureTypeOf(bytes: Buffer): PictureType | null {
  for (const [mime, sizeOf] of KINDS) {
    const size = sizeOf(bytes)
    if (size && size.width > 0 && size.height > 0) return { mime, ...size }
  }
  return null
}

interface Size {
  width: number
  height: number
}

const KINDS: readonly [PictureType['mime'], (bytes: Buffer) => Size | null][] = [
  ['image/png', sizeOfPng],
  ['image/gif', sizeOfGif],
  ['image/jpeg', sizeOfJpeg],
  ['image/webp', sizeOfWebp],
]

function sizeOfPng(bytes: Buffer): Size | null {
  if (bytes.length < 33 || bytes.toString('latin1', 0, 16) !== '\x89PNG\r\n\x1a\n\0\0\0\rIHDR') return null
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

function sizeOfGif(bytes: Buffer): Size | null {
  if (bytes.length < 14 || !/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return null
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
}

/** The size stands in the frame header, behind any number of other segments. */
function sizeOfJpeg(bytes: Buffer): Size | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!
    if (marker === 0xff) at++
    else if (isFrame(marker)) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    else at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function sizeOfWebp(bytes: Buffer): Size | null {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF') return null
  const kind = bytes.toString('latin1', 8, 16)
  if (kind === 'WEBPVP8X') return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) }
  if (kind === 'WEBPVP8 ') return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  if (kind !== 'WEBPVP8L') return null
  const bits = bytes.readUInt32LE(21)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
}
