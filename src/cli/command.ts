import { parseArgs } from 'node:util'
import { ConfigError } from '../config.ts'

/** Something wrong with how the program was called: one line, exit code 2. */
export class UsageError extends Error {}

export interface Flag {
  type: 'string' | 'boolean'
  /** What stands for the value in the help, as `folder`. */
  value?: string
  /** May be given more than once; see `texts`. */
  multiple?: boolean
  help: string
}

export interface Command {
  /** The words that call it, as `import efiction`. */
  name: string
  /** What follows the name: `<name>` once; `[file…]`, only as the last, any number of times or never. */
  words?: readonly string[]
  summary: string
  flags: Readonly<Record<string, Flag>>
  /** Returns the exit code; nothing means 0. */
  run: (call: Call) => Promise<number | void>
}

export interface Call {
  words: readonly string[]
  environment: Record<string, string | undefined>
  /** The text of a flag, or undefined. */
  text: (flag: string) => string | undefined
  /** All texts of a flag that may be given more than once. */
  texts: (flag: string) => readonly string[]
  has: (flag: string) => boolean
}

export const DATA_FLAG: Record<string, Flag> = {
  data: { type: 'string', value: 'folder', help: 'where the archive keeps its files (default: data, or DATA_DIR)' },
}

const HELP_FLAG: Record<string, Flag> = { help: { type: 'boolean', help: 'show this' } }

/** Null: help was asked for. Refuses what the command does not know with a UsageError. */
export function readCall(command: Command, args: string[], environment: Call['environment']): Call | null {
  const { values, positionals } = parse(command, args)
  if (values.help) return null
  const wanted = (command.words ?? []).filter((word) => word.startsWith('<'))
  const mayBeMore = command.words?.some((word) => word.startsWith('[')) ?? false
  if (positionals.length < wanted.length) {
    throw new UsageError(`Say which ${wanted[positionals.length]}: fanfold ${[command.name, ...wanted].join(' ')}`)
  }
  if (positionals.length > wanted.length && !mayBeMore) {
    throw new UsageError(`"${positionals[wanted.length]}" is one word too many. See fanfold ${command.name} --help`)
  }
  return {
    words: positionals,
    environment,
    text: (flag) => textOf(flag, values[flag]),
    texts: (flag) => [values[flag] ?? []].flat().map((value) => textOf(flag, value)!),
    has: (flag) => values[flag] === true,
  }
}

type Value = string | boolean | (string | boolean)[] | undefined

function textOf(flag: string, value: Value): string | undefined {
  if (value === '') throw new ConfigError(`--${flag} needs a value.`)
  return typeof value === 'string' ? value : undefined
}

function parse(command: Command, args: string[]) {
  const flags = { ...command.flags, ...HELP_FLAG }
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  )
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/)
    throw new UsageError(`${sentence}. See fanfold ${command.name} --help`)
  }
}

export function helpFor(command: Command): string {
  const flags = Object.entries({ ...command.flags, ...HELP_FLAG })
  const left = flags.map(([name, flag]) => `--${name}${flag.value ? ` <${flag.value}>` : ''}`)
  const width = Math.max(...left.map((text) => text.length))
  const lines = flags.map(([, flag], index) => `  ${left[index]!.padEnd(width)}  ${flag.help}`)
  const usage = ['fanfold', command.name, ...(command.words ?? [])].join(' ')
  return [`${usage} [flags]`, '', command.summary, '', ...lines].join('\n')
}

export function helpForAll(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  const end = 'fanfold <command> --help tells more. Every command takes --data <folder>.'
  return ['Fanfold, a fiction archive that anyone can run.', '', ...lines, '', end].join('\n')
}
