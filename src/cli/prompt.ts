import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { UsageError } from './command.ts'

/** Asks on a terminal; elsewhere there is nobody to ask, and `otherwise` says which flag to give. */
export async function ask(question: string, otherwise: string): Promise<string> {
  if (!process.stdin.isTTY) throw new UsageError(otherwise)
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await reader.question(`${question}: `)).trim()
  } finally {
    reader.close()
  }
}

/** On a terminal without showing what is typed; elsewhere the first line of what is piped in. */
export async function askPassword(question: string): Promise<string> {
  if (!process.stdin.isTTY) return firstLine()
  process.stderr.write(`${question}: `)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await reader.question('')
  } finally {
    reader.close()
    process.stderr.write('\n')
  }
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  throw new UsageError('Give the password as the first line of the standard input, or use --password-file.')
}
