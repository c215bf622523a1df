import * as v from 'valibot'
import { LookSchema } from './look.ts'

const flag = (fallback: boolean) => v.optional(v.boolean(), fallback)

const PreferencesSchema = v.object({
  /** Counts as consent to ratings that ask for the reader's age. */
  ageConsent: flag(false),
  mailAboutReviews: flag(true),
  mailAboutReplies: flag(true),
  mailAboutUpdates: flag(true),
  /** Of moderators: when a work or chapter waits. */
  mailAboutSubmissions: flag(false),
  /** Open a work at its contents rather than at the first chapter. */
  contentsFirst: flag(true),
  /** Whether the archive keeps where the member reads: paused, what is kept stays; off, nothing is. */
  history: v.optional(v.picklist(['kept', 'paused', 'off']), 'kept'),
  /** Works on the member's shelves of these names are left out of lists. */
  hideFinished: flag(false),
  hideDropped: flag(false),
  /** Works in other languages than these are hidden in lists; empty: every language is welcome. As `work.language`. */
  onlyLanguages: v.optional(v.array(v.string()), []),
  sortBy: v.optional(v.picklist(['updated', 'title']), 'updated'),
  look: v.optional(LookSchema, {}),
})

export type Preferences = v.InferOutput<typeof PreferencesSchema>

export const DEFAULT_PREFERENCES: Preferences = v.parse(PreferencesSchema, {})

/** Out of account.preferences (JSON); a value that does not parse falls back to its default. */
export function parsePreferences(json: string): Preferences {
  if (json === '{}') return DEFAULT_PREFERENCES
  const given: unknown = JSON.parse(json)
  const result = v.safeParse(PreferencesSchema, given)
  return result.success ? result.output : DEFAULT_PREFERENCES
}
