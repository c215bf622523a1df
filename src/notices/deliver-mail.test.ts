import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { runDueJobs } from '../store/run-jobs.ts'
import { deliverMail } from './deliver-mail.ts'
import { MAIL_JOB, sendMailLater } from './mail.ts'
import { openTransport, type Transport } from './transport.ts'

const NOW = 1_800_000_000_000
const silent = { error: () => {}, info: () => {} }

let home: TestDatabase
const dataDir = mkdtempSync(join(tmpdir(), 'fanfold-mail-'))
before(async () => {
  home = await openTestDatabase()
})
beforeEach(() => home.db.deleteFrom('job').execute())
after(async () => {
  await home.close()
  rmSync(dataDir, { recursive: true })
})

const send = (transport: Transport, now = NOW) =>
  runDueJobs(home.db, { [MAIL_JOB]: deliverMail(transport, silent) }, silent, now)
const countWaiting = async () => (await home.db.selectFrom('job').select('id').execute()).length

test('where no mail server is set up, a mail lies in the data folder, and the log says where', async () => {
  const lines: unknown[] = []
  const log = { info: (details: object, message: string) => lines.push({ ...details, message }) }
  const transport = openTransport({ smtpUrl: null, mailFrom: 'The Archive <archive@example.org>', dataDir, log })
  await sendMailLater(
    home.db,
    { to: 'ada@example.org', subject: 'Grüße', text: `Hello – \n\nhttps://x/${'y'.repeat(90)}\n` },
    NOW,
  )
  await send(transport)
  const [file] = readdirSync(join(dataDir, 'mail'))
  const mail = readFileSync(join(dataDir, 'mail', file!), 'utf8')
  assert.match(mail, /^From: The Archive <archive@example.org>$/m)
  assert.match(mail, /^To: ada@example.org$/m)
  assert.match(mail, /^Content-Type: text\/plain; charset=utf-8$/m)
  assert.ok(mail.endsWith(`\n\nHello – \n\nhttps://x/${'y'.repeat(90)}\n`), 'a long link stays in one piece')
  assert.equal(lines.length, 1)
  assert.equal(JSON.stringify(lines).includes('https://x/y'), false, 'the log holds no links')
})

test('nobody can add a header or a second recipient to a mail', async () => {
  const folder = mkdtempSync(join(dataDir, 'injected-'))
  const transport = openTransport({ smtpUrl: null, mailFrom: null, dataDir: folder, log: silent })
  const subject = 'Hello\r\nBcc: eve@example.org\r\n\r\nother text'
  await sendMailLater(home.db, { to: 'ada@example.org', subject, text: 'text' }, NOW)
  for (const to of ['a@b.org, eve@example.org', 'a@b.org\r\nBcc: eve@example.org', 'Eve <eve@example.org>', '@', '']) {
    await sendMailLater(home.db, { to, subject: 'Hello', text: 'text' }, NOW)
  }
  await send(transport)
  const files = readdirSync(join(folder, 'mail'))
  assert.equal(files.length, 1, 'what names no single address is not sent')
  const mail = readFileSync(join(folder, 'mail', files[0]!), 'utf8')
  assert.doesNotMatch(mail, /^Bcc:/m)
  assert.equal(await countWaiting(), 0)
})

test('a mail goes out by SMTP', async () => {
  const server = await aMailServer(() => '250 ok')
  const transport = openTransport({ smtpUrl: server.url, mailFrom: 'archive@example.org', dataDir, log: silent })
  await sendMailLater(home.db, { to: 'ada@example.org', subject: 'Hello', text: 'One line' }, NOW)
  await send(transport)
  transport.close()
  await server.close()
  assert.match(server.heard(), /MAIL FROM:<archive@example.org>/)
  assert.match(server.heard(), /RCPT TO:<ada@example.org>/)
  assert.match(server.heard(), /One line/)
  assert.equal(await countWaiting(), 0)
})

test('a mail waits while the mail server is away or busy, and is given up when the address does not exist', async () => {
  let answer = '451 try again later'
  const server = await aMailServer(() => answer)
  const transport = openTransport({ smtpUrl: server.url, mailFrom: 'archive@example.org', dataDir, log: silent })
  await sendMailLater(home.db, { to: 'gone@example.org', subject: 'Hello', text: 'text' }, NOW)
  await send(transport)
  assert.equal(await countWaiting(), 1)
  answer = '550 no such person'
  await send(transport, NOW + 20_000)
  assert.equal(await countWaiting(), 0)
  transport.close()
  await server.close()

  const away = openTransport({ smtpUrl: server.url, mailFrom: null, dataDir, log: silent })
  await sendMailLater(home.db, { to: 'ada@example.org', subject: 'Hello', text: 'text' }, NOW)
  await send(away)
  assert.equal(await countWaiting(), 1)
})

/** Speaks just enough SMTP; `onRecipient` answers RCPT. */
async function aMailServer(onRecipient: () => string) {
  let heard = ''
  const server = createServer((socket) => speak(socket))
  const speak = (socket: Socket) => {
    let inText = false
    socket.write('220 mail.example\r\n')
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      heard += bytes.toString()
      if (inText) {
        if (heard.endsWith('\r\n.\r\n')) inText = !socket.write('250 taken\r\n')
        return
      }
      for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
        if (line.startsWith('RCPT')) socket.write(`${onRecipient()}\r\n`)
        else if (line.startsWith('DATA')) inText = socket.write('354 go on\r\n')
        else if (line.startsWith('QUIT')) socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    heard: () => heard,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
