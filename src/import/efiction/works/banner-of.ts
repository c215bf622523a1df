import { newAddressOf, oldPathOf } from '../images/new-addresses.ts'
import type { Row } from '../read/row.ts'

/** Where the picture above a story or series is: here, if it was uploaded to the old site; else as it was. */
export function bannerOf(row: Row, remarks: string[]): string | null {
  const address = row.text('banner').trim()
  if (address === '') return null
  const path = oldPathOf(address, row.reading.pictures)
  if (path !== null) return newAddressOf(path, row.reading.pictures)
  if (/^https?:\/\/[^\s"<>]+$/i.test(address) && address.length <= 2000) return address
  remarks.push(`its banner "${address.slice(0, 200)}" is no address of a picture; left out`)
  return null
}
