import assert from 'node:assert/strict'
import { type AddressInfo, connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Server } from 'node:http'
import { anApp } from '../../test/client.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { closeFront, createFront } from './front.ts'

let home: TestDatabase
let server: Server
let port: number

before(async () => {
  home = await openTestDatabase()
  const { app } = await anApp(home.db)
  app.get('/slow', async (c) => {
    await wait(150)
    return c.text('done')
  })
  server = createFront(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
after(async () => {
  await closeFront(server, 100)
  await home.close()
})

/** Sends raw bytes and returns all that comes back. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'))
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

test('bytes that are no request are refused with a 4xx', async () => {
  const requests = [
    'nonsense\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\nConnection: close\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(40_000)}\r\nConnection: close\r\n\r\n`,
    'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a b"<\r\nConnection: close\r\n\r\n',
  ]
  for (const request of requests) assert.match(await raw(request), /^HTTP\/1\.1 4\d\d /, request.slice(0, 60))
})

test('odd targets and broken bytes in an address get an answer, never a 500', async () => {
  for (const target of ['/%', '/%zz', '/works/%c3%28', '/\xff\xfe', '//', '/?a=%', '/viewstory.php?sid=%ff', '*']) {
    const answer = await raw(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`)
    assert.match(answer, /^HTTP\/1\.1 (2|3|4)\d\d /, target)
  }
})

test('the server stops taking slow heads after a while', () => {
  assert.ok(server.headersTimeout <= 20_000)
})

test('a body that does not arrive in time is cut off', { timeout: 10_000 }, async () => {
  const { app } = await anApp(home.db)
  const hasty = createFront(app, { bodyMs: 200 })
  await new Promise<void>((resolve) => hasty.listen(0, '127.0.0.1', resolve))
  const socket = connect((hasty.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write('POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nname=')
  await new Promise((resolve) => socket.resume().once('close', resolve))
  await closeFront(hasty, 100)
})

test('a request under way is answered before the server stops', async () => {
  const answer = fetch(`http://127.0.0.1:${port}/slow`).then((response) => response.text())
  await wait(50)
  await closeFront(server, 2000)
  assert.equal(await answer, 'done')
  await assert.rejects(fetch(`http://127.0.0.1:${port}/health`))
})
