import { invalid } from '../errors.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { recordAct } from './audit.ts'
import { checkNewPassword } from './check-password.ts'
import { createAccount, isNameTaken, nameTaken } from './create-account.ts'
import { isEmail } from './email.ts'
import { hashPassword } from './password.ts'
import { checkPenName, tidyPenName } from './pen-name.ts'

export interface NewOwner {
  name: string
  email: string
  password: string
}

/** For the first run and the command line only: whoever may call it owns the machine. Refuses with invalid, conflict. */
export async function createOwner(db: Db, { name, email, password }: NewOwner, now: number) {
  const tidyName = tidyPenName(name)
  checkPenName(tidyName)
  const address = email.trim()
  if (!isEmail(address)) throw invalid({ email: 'Please write a whole e-mail address, as name@example.org.' })
  checkNewPassword(password)
  if (await isNameTaken(db, tidyName, now)) throw nameTaken()
  const passwordHash = await hashPassword(password)
  return inTransaction(db, async (db) => {
    const created = await createAccount(db, { name: tidyName, email: address, passwordHash, role: 'owner' }, now)
    const subject = { kind: 'account', id: created.accountId }
    await recordAct(db, { accountId: null, action: 'owner created', subject }, now)
    return created
  })
}

/** Whether the first run is over. */
export async function hasOwner(db: Db): Promise<boolean> {
  return (await db.selectFrom('account').where('role', '=', 'owner').select('id').executeTakeFirst()) !== undefined
}
