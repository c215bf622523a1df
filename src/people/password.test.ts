import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { hashCheaply, hashPassword, verifyPassword, wantsNewHash, wrapOldMd5 } from './password.ts'

const md5 = (text: string, encoding: BufferEncoding) =>
  createHash('md5').update(Buffer.from(text, encoding)).digest('hex')

// Hooks outside would be those of all files of the process.
describe('a password at its full cost', () => {
  before(() => hashCheaply(false))
  after(() => hashCheaply(true))

  test('a password opens with itself and with nothing else', async () => {
    const hash = await hashPassword('correct horse')
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    assert.equal(await verifyPassword(hash, 'correct horse'), true)
    assert.equal(await verifyPassword(hash, 'correct hors'), false)
    assert.equal(wantsNewHash(hash), false)
  })

  test('a password typed on another keyboard, with its accents apart, is the same password', async () => {
    assert.equal(await verifyPassword(await hashPassword('cafe\u0301 noir'), 'caf\u00e9 noir'), true)
  })

  test('the same password never gives the same hash', async () => {
    assert.notEqual(await hashPassword('correct horse'), await hashPassword('correct horse'))
  })

  test('no account has no right password, not even an empty one', async () => {
    assert.equal(await verifyPassword(null, ''), false)
    assert.equal(await verifyPassword('0', '0'), false)
    assert.equal(await verifyPassword('', ''), false)
  })

  test('a password of the old site opens its wrapped md5, which wants to be replaced', async () => {
    const wrapped = await wrapOldMd5(` ${md5('secret', 'utf8').toUpperCase()}`)
    assert.match(wrapped, /^md5-\$argon2id\$/)
    assert.equal(await verifyPassword(wrapped, 'secret'), true)
    assert.equal(await verifyPassword(wrapped, md5('secret', 'utf8')), false, 'the md5 itself is no password')
    assert.equal(wantsNewHash(wrapped), true)
  })

  test('an old password with accents opens, whether the old site was in Latin-1 or UTF-8', async () => {
    const both = [await wrapOldMd5(md5('señor', 'utf8')), await wrapOldMd5(md5('señor', 'latin1'))]
    for (const hash of both) assert.equal(await verifyPassword(hash, 'señor'), true)
    const euro = await wrapOldMd5(md5('100\x80', 'latin1'))
    assert.equal(await verifyPassword(euro, '100€'), true)
    const alpha = await wrapOldMd5(md5('&#945;', 'latin1'))
    assert.equal(await verifyPassword(alpha, 'α'), true, 'a Latin-1 page sends a Greek letter as its number')
  })

  test('what is no md5 is not wrapped', async () => {
    await assert.rejects(wrapOldMd5('0'), TypeError)
  })
})
