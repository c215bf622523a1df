import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const PATIENCE_MS = 10_000
const LOOK_AGAIN_MS = 50

/** The address in the newest mail to somebody, out of the folder where an archive without SMTP writes its mails. */
export async function linkFromMail(dataDir: string, to: string): Promise<string> {
  const folder = join(dataDir, 'mail')
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_AGAIN_MS) {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : []
    const mails = names.toSorted().map((name) => readFileSync(join(folder, name), 'utf8'))
    const mail = mails.findLast((text) => text.includes(to))
    if (mail) return /https?:\/\/\S+/.exec(unfolded(mail))![0]
    await wait(LOOK_AGAIN_MS)
  }
  throw new Error(`no mail to ${to} came`)
}

/** Quoted-printable (RFC 2045, 6.7), as long addresses are sent. */
function unfolded(mail: string): string {
  if (!/^content-transfer-encoding: quoted-printable/im.test(mail)) return mail
  return mail
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
