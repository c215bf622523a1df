import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import type { C } from '../respond.ts'
import { sendFile } from './send-file.ts'

test('the first piece of a book is on its way before the next is made', async () => {
  let isOnItsWay = false
  let wasOnItsWay: boolean | null = null
  async function* make() {
    yield 'first'
    wasOnItsWay = isOnItsWay
    yield 'next'
  }
  const app = new Hono()
  const nothing = () => {}
  const file = { title: 'A Book', creators: [], version: '1', modifiedAt: 0, mime: 'text/plain', ending: 'txt' }
  app.get('/', (c) => sendFile(c as unknown as C, { ...file, make, onSent: nothing, onTrouble: nothing }))
  const reader = (await app.request('/')).body!.getReader()
  assert.equal(Buffer.from((await reader.read()).value!).toString(), 'first')
  setImmediate(() => (isOnItsWay = true))
  assert.equal(Buffer.from((await reader.read()).value!).toString(), 'next')
  assert.equal(wasOnItsWay, true)
})
