import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What the place it runs in decides. What owners decide stands in site/settings.ts. */
export interface Config {
  host: string
  port: number
  dataDir: string
  /** A postgres:// address, or null for SQLite in the data folder. */
  databaseUrl: string | null
  /** Null: mail is written to a folder and the log. */
  smtpUrl: string | null
  mailFrom: string | null
  /** The archive's own address, as `https://stories.example`; null: taken from each request. */
  origin: string | null
  /** Believe X-Forwarded-For and X-Forwarded-Proto. Only behind a proxy of one's own. */
  trustProxy: boolean
  logLevel: string
  /** Where files lie that owners may name for an import; uploads for one lie there too. */
  importDir: string
  /** Where owners put typefaces for scripts that Fanfold brings none for; only PDFs use them. */
  fontsDir: string
  /** Where Calibre's `ebook-convert` is; `off`: it is not to be used; null: wherever it is found. */
  ebookConvert: string | null
  /** Of one file that an owner uploads for an import. */
  importMaxBytes: number
}

export class ConfigError extends Error {}

type Environment = Record<string, string | undefined>

/** Refuses with a sentence that names the variable. `NAME_FILE` is read in place of `NAME`, for secrets. */
export function readConfig(
  environment: Environment,
  flags: Partial<Pick<Config, 'host' | 'port' | 'dataDir'>>,
): Config {
  const read = (name: string) => valueOf(environment, name)
  const dataDir = resolve(flags.dataDir ?? read('DATA_DIR') ?? 'data')
  return Object.freeze({
    host: flags.host ?? read('HOST') ?? '127.0.0.1',
    port: flags.port ?? portOf(read('PORT')),
    dataDir,
    databaseUrl: urlOf('DATABASE_URL', read('DATABASE_URL'), ['postgres:', 'postgresql:']),
    smtpUrl: urlOf('SMTP_URL', read('SMTP_URL'), ['smtp:', 'smtps:']),
    mailFrom: read('MAIL_FROM') ?? null,
    origin: originOf(read('ORIGIN')),
    trustProxy: flagOf('TRUST_PROXY', read('TRUST_PROXY')),
    logLevel: oneOf('LOG_LEVEL', read('LOG_LEVEL') ?? 'info', ['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    importDir: resolve(read('IMPORT_DIR') ?? join(dataDir, 'imports')),
    ebookConvert: read('EBOOK_CONVERT') ?? null,
    fontsDir: resolve(read('FONTS_DIR') ?? join(dataDir, 'fonts')),
    importMaxBytes: megabytesOf('IMPORT_MAX_MB', read('IMPORT_MAX_MB') ?? '4000') * 1_000_000,
  })
}

function valueOf(environment: Environment, name: string): string | undefined {
  const file = environment[`${name}_FILE`]
  if (!file) return environment[name] || undefined
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new ConfigError(`${name}_FILE names ${file}, which cannot be read.`)
  }
}

export function portOf(value: string | undefined): number {
  const port = Number(value ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigError(`PORT must be a number from 0 to 65535, not "${value}".`)
  }
  return port
}

function megabytesOf(name: string, value: string): number {
  if (/^[1-9][0-9]{0,6}$/.test(value)) return Number(value)
  throw new ConfigError(`${name} must be a whole number of megabytes, not "${value}".`)
}

function urlOf(name: string, value: string | undefined, protocols: readonly string[]): string | null {
  if (value === undefined) return null
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value
  throw new ConfigError(`${name} must be an address that begins with ${protocols[0]}//.`)
}

function originOf(value: string | undefined): string | null {
  const url = urlOf('ORIGIN', value, ['https:', 'http:'])
  return url && new URL(url).origin
}

function flagOf(name: string, value: string | undefined): boolean {
  if (value === undefined) return false
  return oneOf(name, value, ['0', '1', 'true', 'false']).match(/1|true/) !== null
}

function oneOf(name: string, value: string, words: readonly string[]): string {
  if (words.includes(value)) return value
  throw new ConfigError(`${name} must be one of ${words.join(', ')}, not "${value}".`)
}
