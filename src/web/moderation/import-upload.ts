// A form with files, read as it arrives: each file goes to disk, never into memory, and away again when anything fails.
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import { invalid, Refusal } from '../../errors.ts'
import { freeBytes, makeFolder, uploadsIn } from '../../import/runs/source-files.ts'
import { cleanText } from '../../text/well-formed.ts'
import { Form, UnreadableRequest } from '../forms.ts'
import type { C } from '../respond.ts'
import { waitForBody } from '../slow-bodies.ts'
import { sizeOf } from './import-words.ts'

export interface Upload {
  /** The form's field. */
  field: string
  path: string
}

export interface UploadForm {
  form: Form
  uploads: Upload[]
  /** Holds the uploads; null where nothing was uploaded. */
  folder: string | null
}

export interface UploadLimits {
  folder: string
  maxBytes: number
  tooLarge: string
  noSpace: (free: string) => string
}

const MOST_FILES = 20
const MOST_FIELDS = 50
/** What a server needs to go on working while an upload fills its disk. */
const SPARE_BYTES = 50_000_000

export async function readUploads(c: C, limits: UploadLimits): Promise<UploadForm> {
  await makeFolder(limits.folder)
  await refuseTooMuch(c, limits)
  const folder = join(uploadsIn(limits.folder), randomBytes(12).toString('hex'))
  try {
    waitForBody(c)
    const read = await receive(c, folder, limits)
    return { ...read, folder: read.uploads.length > 0 ? folder : null }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw refusalOf(error, limits, await freeBytes(limits.folder))
  }
}

async function refuseTooMuch(c: C, { folder, noSpace }: UploadLimits): Promise<void> {
  const free = await freeBytes(folder)
  if (Number(c.req.header('content-length') ?? 0) + SPARE_BYTES < free) return
  throw invalid({ dump: noSpace(sizeOf(free)) })
}

async function receive(c: C, folder: string, { maxBytes, tooLarge }: UploadLimits) {
  const body = c.req.raw.body
  if (!body) throw new UnreadableRequest('an empty form')
  const fields = new Map<string, string[]>()
  const uploads: Upload[] = []
  const writing: Promise<void>[] = []
  const stop = new AbortController()
  const form = formReader(c.req.header('content-type')!, maxBytes)
  form.on('field', (name, value) => void fields.set(name, [...(fields.get(name) ?? []), cleanText(value)]))
  form.on('file', (field: string, stream: BusboyFileStream, filename: string | undefined) => {
    if (!filename) return void stream.resume()
    const path = join(folder, `${uploads.length + 1}-${plainName(filename)}`)
    uploads.push({ field, path })
    const written = keep(stream, path, stop.signal).then(() => {
      if (stream.truncated) throw invalid({ [field]: tooLarge })
    })
    written.catch((error: unknown) => stop.abort(error))
    writing.push(written)
  })
  await mkdir(folder, { mode: 0o700 })
  try {
    await pipeline(Readable.fromWeb(body as never), form, { signal: stop.signal })
  } catch (error) {
    const reason: unknown = stop.signal.aborted ? stop.signal.reason : error
    // Busboy leaves the streams of its files open when it is cut off.
    stop.abort(reason)
    await Promise.allSettled(writing)
    throw reason
  }
  await Promise.all(writing)
  if (uploads.length === 0) await rm(folder, { recursive: true, force: true })
  return { form: new Form(fields), uploads }
}

function formReader(type: string, maxBytes: number) {
  const limits = { fileSize: maxBytes, files: MOST_FILES, fields: MOST_FIELDS, fieldSize: 10_000, headerPairs: 50 }
  return new Busboy({ headers: { 'content-type': type }, limits })
}

async function keep(stream: BusboyFileStream, path: string, signal: AbortSignal): Promise<void> {
  await pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal })
}

/** The ending tells how a file is packed, so the name is kept as far as it is harmless. */
function plainName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/')).replace(/[^\w.-]+/g, '_')
  return plain.replace(/^\.+/, '').slice(-100) || 'upload'
}

function refusalOf(error: unknown, { noSpace }: UploadLimits, free: number): unknown {
  const { code } = error as { code?: string }
  if (error instanceof Refusal || error instanceof UnreadableRequest) return error
  if (code === 'ENOSPC' || code === 'EDQUOT') return invalid({ dump: noSpace(sizeOf(free)) })
  const isTheirs = code === undefined || /^(ERR_STREAM|ERR_INVALID_STATE|ECONNRESET|ABORT)/.test(code)
  return isTheirs ? new UnreadableRequest('a broken upload') : error
}
