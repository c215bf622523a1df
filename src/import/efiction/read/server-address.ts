import type { ConnectionOptions } from 'mysql2'
import { Refusal, invalid } from '../../../errors.ts'

/** Where an old database answers, taken from `mysql://user:password@host:port/database`. */
export interface ServerAddress {
  host: string
  port: number
  /** Path of a local socket, instead of host and port. */
  socket: string | null
  user: string
  password: string
  database: string
  tls: 'no' | 'verified' | 'unverified'
}

const FORM = 'Give it as mysql://user@host/database; port, ?socket=/path and ?tls=yes may be added.'

/** Refuses with `invalid` what is no such address. Never repeats the password. */
export function readServerAddress(from: string): ServerAddress {
  const url = URL.canParse(from) ? new URL(from) : null
  if (!url || !/^(mysql|mariadb):$/.test(url.protocol)) throw refuse(`This is no address of a database. ${FORM}`)
  const database = decoded(url.pathname.slice(1))
  if (database === '' || database.includes('/')) throw refuse(`The address names no database. ${FORM}`)
  return {
    host: url.hostname.replace(/^\[|\]$/g, '') || 'localhost',
    port: Number(url.port || 3306),
    socket: url.searchParams.get('socket'),
    user: decoded(url.username) || 'root',
    password: decoded(url.password),
    database,
    tls: tlsOf(url.searchParams.get('tls')),
  }
}

/** For sentences: without user and password. */
export function placeOf({ host, port, socket }: ServerAddress): string {
  return socket ?? (port === 3306 ? host : `${host}:${port}`)
}

export function connectionTo(address: ServerAddress): ConnectionOptions {
  const { host, port, socket, user, password, database, tls } = address
  return {
    ...(socket === null ? { host, port } : { socketPath: socket }),
    user,
    password,
    database,
    charset: 'utf8mb4',
    connectTimeout: 20_000,
    disableEval: true,
    ...(tls === 'no' ? {} : { ssl: { rejectUnauthorized: tls === 'verified' } }),
  }
}

/** What the server or the network says, as a sentence that tells what to do; anything else is thrown as it is. */
export function refusalOf(error: unknown, address: ServerAddress, reading: string | null): unknown {
  const { code, message = '' } = error as { code?: unknown; message?: string }
  if (error instanceof Refusal || typeof code !== 'string') return error
  const place = placeOf(address)
  const { user, database } = address
  switch (code) {
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR':
      return refuse(`The server at ${place} does not let ${user} in: the name or the password is wrong.`)
    case 'ER_DBACCESS_DENIED_ERROR':
      return refuse(`${user} may not read the database ${database}, or there is none of this name at ${place}.`)
    case 'ER_BAD_DB_ERROR':
      return refuse(`The server at ${place} has no database ${database}.`)
    case 'ER_TABLEACCESS_DENIED_ERROR':
    case 'ER_COLUMNACCESS_DENIED_ERROR':
      return refuse(`${user} may not read ${reading ?? 'the tables'} of ${database}. It needs the right SELECT on all.`)
    case 'ECONNREFUSED':
    case 'ENOENT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      if (reading === null) return refuse(`No database server answers at ${place}.`)
      break
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return refuse(`There is no computer of the name ${address.host}, or it cannot be reached from here.`)
  }
  if (reading === null) return refuse(`The server at ${place} cannot be used: ${message} (${code}).`)
  return refuse(`Reading ${reading} from ${place} broke off: ${message} (${code}). Start again; nothing was changed.`)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function tlsOf(word: string | null): ServerAddress['tls'] {
  if (word === null || word === 'no') return 'no'
  if (word === 'yes') return 'verified'
  if (word === 'unverified') return 'unverified'
  throw refuse(`?tls= takes yes, unverified or no.`)
}

function refuse(message: string) {
  return invalid({ from: message })
}
