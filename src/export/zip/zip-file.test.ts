import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromBuffer } from 'yauzl'
import { unzip } from '../../../test/books/unzip.ts'
import { deflate } from './deflate.ts'
import { ZipFile } from './zip-file.ts'

const NOON = Date.UTC(2026, 0, 15, 12)

async function small(modifiedAt: number): Promise<Buffer> {
  const zip = new ZipFile(modifiedAt)
  const pieces = [
    ...zip.stored('mimetype', new Uint8Array(Buffer.from('first'))),
    ...zip.deflated('文/ü.txt', await deflate('words '.repeat(10_000))),
    ...zip.deflated('empty', await deflate('')),
  ]
  return Buffer.concat([...pieces, ...zip.end()])
}

test('what was put in comes out, under names of any script', async () => {
  const files = await unzip(await small(NOON))
  assert.deepEqual([...files.keys()], ['mimetype', '文/ü.txt', 'empty'])
  assert.equal(files.get('文/ü.txt')!.toString(), 'words '.repeat(10_000))
  assert.equal(files.get('empty')!.length, 0)
})

test('read from its beginning it says the same as read from its directory', async () => {
  const bytes = await small(NOON)
  const end = bytes.length - 22
  const [count, size, start] = [
    bytes.readUInt16LE(end + 10),
    bytes.readUInt32LE(end + 12),
    bytes.readUInt32LE(end + 16),
  ]
  assert.deepEqual([count, start + size], [3, end])
  let [local, listed] = [0, start]
  for (let nth = 0; nth < count; nth++) {
    assert.equal(bytes.readUInt32LE(local), 0x04034b50)
    assert.equal(bytes.readUInt32LE(listed), 0x02014b50)
    assert.equal(bytes.readUInt32LE(listed + 42), local)
    // Version, flags, method, time, checksum, both sizes, lengths of the name and of nothing more; then the name.
    const name = bytes.readUInt16LE(local + 26)
    assert.ok(bytes.subarray(local + 4, local + 30).equals(bytes.subarray(listed + 6, listed + 32)))
    assert.ok(bytes.subarray(local + 30, local + 30 + name).equals(bytes.subarray(listed + 46, listed + 46 + name)))
    local += 30 + name + bytes.readUInt32LE(local + 18)
    listed += 46 + name
  }
  assert.deepEqual([local, listed], [start, end])
})

test('the same entries make the same bytes, and times beyond what ZIP can write are cut', async () => {
  assert.ok((await small(NOON)).equals(await small(NOON)))
  for (const odd of [-8.64e15, 0, 8.64e15]) assert.equal((await unzip(await small(odd))).size, 3)
})

test('more entries than the narrow fields hold are written in wide ones', async () => {
  const zip = new ZipFile(NOON)
  const nothing = new Uint8Array()
  const pieces: Uint8Array[] = []
  for (let index = 0; index < 65_600; index++) pieces.push(...zip.stored(`${index}`, nothing))
  const bytes = Buffer.concat([...pieces, ...zip.end()])
  const count = await new Promise<number>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true }, (error, file) => (error ? reject(error) : resolve(file.entryCount))),
  )
  assert.equal(count, 65_600)
})
