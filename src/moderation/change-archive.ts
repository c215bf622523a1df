import { type FieldErrors, notAllowed } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { isEmail } from '../people/email.ts'
import { isAdmin, type Member } from '../people/viewer.ts'
import { changeSettings, forgetSettings, readSettings, type Settings } from '../site/settings.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { isLanguage, refuseIfAny } from '../works/check-input.ts'
import { chapterHtml } from '../works/source-to-html.ts'

/** What admins set in the form, as typed. */
export type ArchiveInput = Settings

const MOST: Partial<Record<keyof ArchiveInput, number>> = {
  name: 200,
  slogan: 500,
  welcomeHtml: 50_000,
  footerHtml: 10_000,
  submissionRulesHtml: 50_000,
  address: 500,
  printHtml: 10_000,
  closedHtml: 50_000,
  approvalLetter: 10_000,
  returnLetter: 10_000,
  logInWords: 30,
  registerWords: 30,
  wordList: 10_000,
}

export function refuseOtherThanAdmins(member: Member): void {
  if (!isAdmin(member)) throw notAllowed('Only the archive’s owners and admins change its settings.')
}

/** Refuses with invalid per field; the audit log tells which settings changed. */
export async function changeArchive(db: Db, admin: Member, input: ArchiveInput, now: number): Promise<void> {
  refuseOtherThanAdmins(admin)
  refuseIfAny(mistakesIn(input))
  const tidy = tidied(input)
  refuseIfAny(tooLong(tidy, CLEAN_GROWS))
  await inTransaction(db, async (db) => {
    const before = await readSettings(db)
    const changed = (Object.keys(tidy) as Array<keyof ArchiveInput>).filter((name) => tidy[name] !== before[name])
    if (changed.length === 0) return
    await changeSettings(db, Object.fromEntries(changed.map((name) => [name, tidy[name]])), now)
    await recordAct(db, { accountId: admin.accountId, action: 'settings changed', detail: { changed } }, now)
  })
  forgetSettings(db)
}

function tidied(input: ArchiveInput): ArchiveInput {
  return {
    ...input,
    name: oneLine(input.name),
    slogan: oneLine(input.slogan),
    welcomeHtml: chapterHtml(input.welcomeHtml, 'html'),
    footerHtml: chapterHtml(input.footerHtml, 'html'),
    submissionRulesHtml: chapterHtml(input.submissionRulesHtml, 'html'),
    printHtml: chapterHtml(input.printHtml, 'html'),
    closedHtml: chapterHtml(input.closedHtml, 'html'),
    logInWords: oneLine(input.logInWords),
    registerWords: oneLine(input.registerWords),
    approvalLetter: input.approvalLetter.trim(),
    returnLetter: input.returnLetter.trim(),
    wordList: input.wordList.trim(),
    address: input.address.trim().replace(/\/+$/, ''),
    siteEmail: input.siteEmail.trim(),
    language: Intl.getCanonicalLocales(input.language)[0]!,
  }
}

function mistakesIn(input: ArchiveInput): FieldErrors {
  const errors: Record<string, string> = tooLong(input)
  if (oneLine(input.name.slice(0, 1000)) === '') errors.name = 'Please give the archive a name.'
  if (input.address.trim() !== '' && !isAddress(input.address.trim()))
    errors.address = 'Please write a whole address, as in https://stories.example.'
  if (input.siteEmail.trim() !== '' && !isEmail(input.siteEmail.trim()))
    errors.siteEmail = 'This does not look like an e-mail address.'
  if (!isLanguage(input.language)) errors.language = 'Please choose a language.'
  if (!isTimezone(input.timezone)) errors.timezone = 'Please choose a time zone.'
  const { worksPerPage } = input
  if (!Number.isInteger(worksPerPage) || worksPerPage < 5 || worksPerPage > 100)
    errors.worksPerPage = 'Please choose a number from 5 to 100.'
  const { fewestWords, mostWords } = input
  if (!isCount(fewestWords)) errors.fewestWords = 'Please choose a number; 0 is no limit.'
  if (!isCount(mostWords)) errors.mostWords = 'Please choose a number; 0 is no limit.'
  else if (mostWords > 0 && mostWords < fewestWords) errors.mostWords = 'This is less than the fewest words.'
  return errors
}

/** An ampersand is five characters in clean HTML; the table has room for twice of what may be typed. */
const CLEAN_GROWS = 2

function tooLong(input: ArchiveInput, factor = 1): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const [name, most] of Object.entries(MOST))
    if (String(input[name as keyof ArchiveInput]).length > most * factor)
      errors[name] = `Please use at most ${most} characters.`
  return errors
}

function isAddress(address: string): boolean {
  if (!/^https?:\/\/[^\s/?#@]+\/*$/i.test(address)) return false
  return URL.canParse(address)
}

function isCount(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= 10_000_000
}

function isTimezone(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
