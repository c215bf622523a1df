import type { FieldErrors } from '../errors.ts'
import { readSettings } from '../site/settings.ts'
import type { Db } from '../store/database.ts'
import { findListed, maskListed } from '../text/word-list.ts'

/** Messages for the fields whose plain text has a word that the archive will not have. */
export async function listedWordsIn(db: Db, texts: Readonly<Record<string, string>>): Promise<FieldErrors> {
  const { wordList } = await readSettings(db)
  return Object.fromEntries(
    Object.entries(texts).flatMap(([field, text]) => {
      const word = findListed(text, wordList)
      return word === null ? [] : [[field, `“${word}” is not wanted here. Please choose another word.`]]
    }),
  )
}

/** A text that was typed anew, with those words masked; one that did not change stays as it was. */
export async function maskedText(db: Db, typed: string, before: string): Promise<string> {
  if (typed.trim() === before.trim()) return typed
  return maskListed(typed, (await readSettings(db)).wordList)
}
