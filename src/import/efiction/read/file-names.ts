// Names of files that somebody wrote on a computer of long ago, in whatever character set it had.
import { isUtf8 } from 'node:buffer'
import { WINDOWS_1252 } from './charset.ts'

/** Part by part: a folder of today may hold what was unpacked from an old server. */
export function pathFrom(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const parts = bytes.toString('latin1').split('/')
  return parts.map((part) => nameFrom(Buffer.from(part, 'latin1'))).join('/')
}

function nameFrom(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : WINDOWS_1252.decode(bytes)
}

/** The path of an address, or another part of it, whose bytes stand there as `%e9`. */
export function textOfAddress(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    const bytes = text.replace(/[^\x20-\x7e]/g, encodeAlone).replace(/%([0-9a-f]{2})/gi, byteOf)
    return pathFrom(Buffer.from(bytes, 'latin1'))
  }
}

function byteOf(_: string, digits: string): string {
  return String.fromCharCode(Number.parseInt(digits, 16))
}

function encodeAlone(character: string): string {
  return character.isWellFormed() ? encodeURIComponent(character) : character
}
