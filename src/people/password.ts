// Passwords are kept as argon2id in PHC form (RFC 9106, m = 19 MiB, t = 2). Hashes of an old site, md5 without salt,
// are kept as the argon2id of the md5, marked in front, until their member logs in for the first time.
import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { windows1252Bytes } from './windows-1252.ts'

/** What guessing a password costs. Memory is in KiB. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const NO_COST: typeof COST = { memory: 8, passes: 1, parallelism: 1 }
const SALT_BYTES = 16
const TAG_BYTES = 32
const OLD_MARK = 'md5-'
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

const derive = promisify(argon2)
let cost = COST

/** For tests alone, which hash thousands of passwords that nobody wants to guess. */
export function hashCheaply(isCheap: boolean): void {
  cost = isCheap ? NO_COST : COST
}

export async function hashPassword(password: string): Promise<string> {
  return argon2id(Buffer.from(password.normalize('NFC')))
}

/** For import: `md5Hex` is what the old site kept. What is no md5 is refused with a TypeError. */
export async function wrapOldMd5(md5Hex: string): Promise<string> {
  const hex = md5Hex.trim().toLowerCase()
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new TypeError('not an md5 in hexadecimal')
  return OLD_MARK + (await argon2id(Buffer.from(hex)))
}

/** A null hash (no such account, or one without a password) costs the same time and is never right. */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  const old = hash?.startsWith(OLD_MARK) ?? false
  const kept = PHC.exec((old ? hash!.slice(OLD_MARK.length) : hash) ?? '') ?? PHC.exec(noPassword())!
  const forms = old ? oldForms(password) : newForms(password)
  let right = false
  for (const form of forms) right = (await matches(kept, form)) || right
  return right && hash !== null && kept[4] !== NO_NONCE
}

/** Whether a kept hash is the wrapped md5 of an old site, and still of this one. */
export async function wrapsOldMd5(hash: string, md5Hex: string): Promise<boolean> {
  const kept = hash.startsWith(OLD_MARK) ? PHC.exec(hash.slice(OLD_MARK.length)) : null
  return kept !== null && matches(kept, Buffer.from(md5Hex.trim().toLowerCase()))
}

/** True for hashes of the old kind and of another cost; the member's next log-in replaces them. */
export function wantsNewHash(hash: string): boolean {
  const kept = PHC.exec(hash)
  return !kept || Number(kept[1]) !== cost.memory || Number(kept[2]) !== cost.passes
}

/**
 * An old site hashed the bytes that the browser sent: UTF-8, or Windows-1252 on a Latin-1 page. Where PHP's "magic
 * quotes" were on, they came with a backslash before each quote and backslash.
 */
function oldForms(password: string): Buffer[] {
  const typed = password.normalize('NFC')
  const slashed = typed.replace(/['"\\]/g, '\\$&')
  const texts = slashed === typed ? [typed] : [typed, slashed]
  return texts
    .flatMap((text) => (isAscii(text) ? [Buffer.from(text)] : [Buffer.from(text), windows1252Bytes(text)]))
    .map((bytes) => Buffer.from(createHash('md5').update(bytes).digest('hex')))
}

/** As many as the old forms, so that time does not tell one kind of account from another or from none. */
function newForms(password: string): Buffer[] {
  const bytes = Buffer.from(password.normalize('NFC'))
  return Array.from({ length: formCount(password) }, () => bytes)
}

function formCount(password: string): number {
  return (isAscii(password.normalize('NFC')) ? 1 : 2) * (/['"\\]/.test(password.normalize('NFC')) ? 2 : 1)
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}

async function argon2id(message: Buffer): Promise<string> {
  const nonce = randomBytes(SALT_BYTES)
  const tag = await derive('argon2id', { ...cost, message, nonce, tagLength: TAG_BYTES })
  return inPhc(base64(nonce), base64(tag))
}

function inPhc(nonce: string, tag: string): string {
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${nonce}$${tag}`
}

async function matches(kept: RegExpExecArray, message: Buffer): Promise<boolean> {
  const [memory, passes, parallelism] = [Number(kept[1]), Number(kept[2]), Number(kept[3])]
  const expected = Buffer.from(kept[5]!, 'base64')
  const nonce = Buffer.from(kept[4]!, 'base64')
  const tag = await derive('argon2id', { memory, passes, parallelism, message, nonce, tagLength: expected.length })
  return timingSafeEqual(tag, expected)
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}

const NO_NONCE = 'A'.repeat(22)

/** What no password has. */
function noPassword(): string {
  return inPhc(NO_NONCE, 'A'.repeat(43))
}
