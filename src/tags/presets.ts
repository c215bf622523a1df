import { type Db, inTransaction } from '../store/database.ts'
import { slugOf } from '../text/slug.ts'
import { PRESET_FACTS, type VocabularyFacts } from './preset-facts.ts'
import { newTag } from './new-tag.ts'

export type Preset = keyof typeof PRESET_FACTS

export const PRESETS = Object.keys(PRESET_FACTS) as Preset[]

/** Gives a new archive its first vocabularies. Safe to repeat: a vocabulary that is there already is left alone. */
export async function applyPreset(db: Db, preset: Preset, now: number): Promise<void> {
  await inTransaction(db, async (db) => {
    for (const [position, facts] of PRESET_FACTS[preset].entries()) await addVocabulary(db, facts, position, now)
  })
}

async function addVocabulary(db: Db, facts: VocabularyFacts, position: number, now: number): Promise<void> {
  const made = await db
    .insertInto('vocabulary')
    .values({
      slug: facts.slug,
      name: facts.name,
      role: facts.role,
      closed: facts.closed ? 1 : 0,
      many: facts.many ? 1 : 0,
      required: facts.required ? 1 : 0,
      on_blurb: 1,
      position: position + 1,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made && facts.tags.length > 0) await addTags(db, made.id, facts, now)
}

async function addTags(db: Db, vocabularyId: number, { tags }: VocabularyFacts, now: number): Promise<void> {
  const rows = tags.map((tag, index) => {
    const facts = typeof tag === 'string' ? { name: tag } : tag
    return {
      ...newTag(vocabularyId, facts.name, now),
      slug: slugOf(facts.name, `tag-${index + 1}`),
      position: index + 1,
      age_consent: facts.ageConsent ? 1 : 0,
      warn_first: facts.warnFirst ? 1 : 0,
      warning_text: facts.says ?? '',
    }
  })
  await db.insertInto('tag').values(rows).execute()
}
