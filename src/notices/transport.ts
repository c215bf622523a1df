// Where mails leave: by SMTP, or as files in the data folder where nothing is set up, so that no link is ever lost.
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Mail } from './mail.ts'

export interface Envelope extends Mail {
  /** The same when a mail is tried again, so that mailboxes can tell. */
  id: string
}

export interface Transport {
  send: (mail: Envelope) => Promise<void>
  close: () => void
}

export interface MailPlace {
  /** As smtps://user:password@mail.example:465; null: mails are written to `<dataDir>/mail`. */
  smtpUrl: string | null
  /** As `archive@stories.example` or `The Archive <archive@stories.example>`; mail servers rarely take null's. */
  mailFrom: string | null
  dataDir: string
  log: { info: (details: object, message: string) => void }
}

const SECOND = 1000

export function openTransport({ smtpUrl, mailFrom, dataDir, log }: MailPlace): Transport {
  const from = mailFrom ?? 'fanfold@localhost'
  return smtpUrl === null ? toFolder(join(dataDir, 'mail'), from, log) : toServer(smtpUrl, from)
}

/** The limits stay under a job's lease, so that no second worker sends the same mail meanwhile. */
function toServer(smtpUrl: string, from: string): Transport {
  const limits = { connectionTimeout: 10 * SECOND, greetingTimeout: 10 * SECOND, socketTimeout: 20 * SECOND }
  const server = createTransport(withLimits(smtpUrl, limits))
  return {
    send: async (mail) => {
      await server.sendMail(messageOf(mail, from))
    },
    close: () => server.close(),
  }
}

function withLimits(smtpUrl: string, limits: Record<string, number>): string {
  const url = new URL(smtpUrl)
  for (const [name, ms] of Object.entries(limits)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(ms))
  }
  return url.href
}

function toFolder(folder: string, from: string, log: MailPlace['log']): Transport {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    send: async (mail) => {
      const { message } = await composer.sendMail(messageOf(mail, from))
      await mkdir(folder, { recursive: true })
      const path = join(folder, `${new Date().toISOString().replace(/[:.]/g, '-')}-${mail.id.slice(0, 8)}.eml`)
      await writeFile(`${path}.part`, unwrapped((message as Buffer).toString(), mail.text), { mode: 0o600 })
      await rename(`${path}.part`, path)
      log.info({ to: mail.to, subject: mail.subject, file: path }, 'mail written')
    },
    close: () => composer.close(),
  }
}

/** A file is read by people and programs as it is, so its links must not be cut by quoted-printable line ends. */
function unwrapped(message: string, text: string): string {
  const head = message.slice(0, message.indexOf('\n\n'))
  return `${head.replace(/^Content-Transfer-Encoding:.*$/im, 'Content-Transfer-Encoding: 8bit')}\n\n${text}`
}

/** Addresses go in as values, never as text that is parsed, and a subject has no line ends: no header can be added. */
function messageOf({ id, to, subject, text }: Envelope, from: string) {
  return {
    from,
    to: { name: '', address: to },
    subject: subject.replace(/[\s\p{Cc}]+/gu, ' ').trim(),
    text,
    messageId: `<${id}@fanfold.mail>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
