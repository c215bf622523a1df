// Picks the command. What each does is in cli/ and serve.ts.
import { type Command, helpFor, helpForAll, readCall, UsageError } from './cli/command.ts'
import { check } from './cli/check.ts'
import { createOwner } from './cli/create-owner.ts'
import { failureOf } from './cli/failures.ts'
import { importEfiction } from './cli/import-efiction.ts'
import { redecode } from './cli/redecode.ts'
import { migrate } from './cli/migrate.ts'
import { reindex } from './cli/reindex.ts'
import { serve } from './serve.ts'

const COMMANDS: readonly Command[] = [serve, importEfiction, redecode, createOwner, check, reindex, migrate]

async function main(args: string[]): Promise<number> {
  const [first = '--help'] = args
  if (['--help', '-h', 'help'].includes(first)) {
    console.log(helpForAll(COMMANDS))
    return args.length === 0 ? 2 : 0
  }
  const command = COMMANDS.find(({ name }) => args.slice(0, name.split(' ').length).join(' ') === name)
  if (!command) throw new UsageError(`There is no command "${args.slice(0, 2).join(' ')}". See fanfold --help`)
  const call = readCall(command, args.slice(command.name.split(' ').length), process.env)
  if (call) return (await command.run(call)) ?? 0
  console.log(helpFor(command))
  return 0
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const { line, exitCode } = failureOf(error)
  console.error(line)
  process.exitCode = exitCode
}
