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
