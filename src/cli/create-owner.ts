import { readFileSync } from 'node:fs'
import { createOwner as create } from '../people/create-owner.ts'
import { type Call, type Command, DATA_FLAG } from './command.ts'
import { configOf, openArchive } from './open-archive.ts'
import { ask, askPassword } from './prompt.ts'

export const createOwner: Command = {
  name: 'create-owner',
  summary: 'Make the account of an owner. What is not given as a flag is asked for.',
  flags: {
    name: { type: 'string', value: 'pen name', help: 'shown to everybody' },
    email: { type: 'string', value: 'address', help: 'for mails from the archive' },
    'password-file': { type: 'string', value: 'file', help: 'its first line is the password (else: standard input)' },
    ...DATA_FLAG,
  },
  run: async (call) => {
    const db = await openArchive(configOf(call))
    try {
      const name = call.text('name') ?? (await ask('Pen name', 'Give the pen name with --name.'))
      const email = call.text('email') ?? (await ask('E-mail', 'Give the e-mail address with --email.'))
      await create(db, { name, email, password: await passwordFor(call) }, Date.now())
      console.log(`${name.trim()} owns this archive and can log in now.`)
    } finally {
      await db.destroy()
    }
  },
}

async function passwordFor(call: Call): Promise<string> {
  const file = call.text('password-file')
  return file ? readFileSync(file, 'utf8').split(/\r?\n/)[0]! : askPassword('Password')
}
