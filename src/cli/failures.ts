// The one place where a refusal or a mistake becomes a line on the terminal and an exit code.
import { ConfigError } from '../config.ts'
import { Refusal } from '../errors.ts'
import { UsageError } from './command.ts'
import { OutOfOrder } from './open-archive.ts'

export interface Failure {
  line: string
  exitCode: 1 | 2
}

export function failureOf(error: unknown): Failure {
  if (error instanceof UsageError || error instanceof ConfigError) return { line: error.message, exitCode: 2 }
  if (error instanceof Refusal || error instanceof OutOfOrder) return { line: error.message, exitCode: 1 }
  return plainFailure(error)
}

const PLAIN: Record<string, (error: NodeJS.ErrnoException & { port?: number; address?: string }) => string> = {
  EADDRINUSE: ({ port }) => `Port ${port} is taken by another program. Choose another with --port.`,
  EADDRNOTAVAIL: ({ address }) => `This machine has no address ${address}. Choose another with --host.`,
  EACCES: (error) =>
    error.syscall === 'listen'
      ? `Port ${error.port} is not for this user. Choose one above 1023 with --port.`
      : `This user may not use ${error.path}.`,
  ENOENT: ({ path }) => `There is no file ${path}.`,
  ENOSPC: () => 'The disk is full.',
  ENOTFOUND: (error) => `This machine does not know the host ${(error as { hostname?: string }).hostname}.`,
}

/** What is nobody's mistake but a bug keeps its stack: whoever reports it will need it. */
function plainFailure(error: unknown): Failure {
  const code = (error as NodeJS.ErrnoException | null)?.code
  const plain = error instanceof Error && code !== undefined ? PLAIN[code] : undefined
  if (plain) return { line: plain(error as NodeJS.ErrnoException), exitCode: 1 }
  return { line: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: 1 }
}
