import { type Db, inTransaction } from '../store/database.ts'
import { slugOf } from '../text/slug.ts'
import { PRESET_FACTS, type VocabularyFacts } from './preset-facts.ts'
import { newTag } from './new-tag.ts'

export type Preset = keyof typeof PRESET_FACTS

export const PRESETS = Object.keys(PRESET_FACTS) as Preset[]

/** Gives a new archive its first vocabularies. Safe to repeat: a vocabulary that is there already is left alone. */
export async function applyPreset(db: Db, preset: Preset, now: number): Promise<void> {
  await inTransaction(db, async (db) => {
    for (const [index, facts] of PRESET_FACTS[preset].entries())
      await addVocabulary(db, facts, { position: index + 1, now })
  })
}

export interface Missing {
  preset: Preset
  slug: string
}

/** What the presets know and this archive has not, under this address or an earlier one; and no second rating. */
export async function listMissing(db: Db): Promise<Array<Missing & { name: string }>> {
  const [vocabularies, addresses] = await Promise.all([
    db.selectFrom('vocabulary').select(['slug', 'role']).execute(),
    db.selectFrom('vocabulary_address').select('slug').execute(),
  ])
  const taken = new Set([...vocabularies, ...addresses].map(({ slug }) => slug))
  const isRated = vocabularies.some(({ role }) => role === 'rating')
  return PRESETS.flatMap((preset) =>
    PRESET_FACTS[preset]
      .filter(({ slug, role }) => !taken.has(slug) && !(isRated && role === 'rating'))
      .map(({ slug, name }) => ({ preset, slug, name })),
  )
}

/** One vocabulary of a preset, behind those that are there. Unknown ones and those that are there are left alone. */
export async function addFromPreset(db: Db, { preset, slug }: Missing, now: number): Promise<void> {
  const facts = PRESET_FACTS[preset].find((one) => one.slug === slug)
  if (!facts) return
  const { last } = await db
    .selectFrom('vocabulary')
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  await addVocabulary(db, facts, { position: (last ?? 0) + 1, now })
}

async function addVocabulary(
  db: Db,
  facts: VocabularyFacts,
  { position, now }: { position: number; now: number },
): Promise<void> {
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
      position,
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
