import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { NOON } from '../../test/cast.ts'
import { openTestDatabase } from '../../test/database.ts'
import { applyPreset, PRESETS } from './presets.ts'

const open: Array<() => Promise<void>> = []
after(() => Promise.all(open.map((close) => close())))

async function aDatabase() {
  const { db, close } = await openTestDatabase()
  open.push(close)
  return db
}

test('every preset gives an archive in which a rating comes first and gates stand before adult works', async () => {
  for (const preset of PRESETS.filter((preset) => preset !== 'empty')) {
    const db = await aDatabase()
    await applyPreset(db, preset, NOON)
    const [first] = await db.selectFrom('vocabulary').selectAll().orderBy('position').execute()
    assert.equal(first!.role, 'rating', preset)
    const gated = await db.selectFrom('tag').where('age_consent', '=', 1).select('warning_text').execute()
    assert.equal(gated.length, 1, preset)
    assert.notEqual(gated[0]!.warning_text, '')
  }
})

/** Each kind as it is in the archive: `name (role) rules: tags`, with how many tags where they are many. */
async function kindsOf(preset: (typeof PRESETS)[number]): Promise<string[]> {
  const db = await aDatabase()
  await applyPreset(db, preset, NOON)
  const kinds = await db.selectFrom('vocabulary').selectAll().orderBy('position').execute()
  const tags = await db.selectFrom('tag').selectAll().orderBy('position').execute()
  return kinds.map((kind) => {
    const rules = [
      kind.closed === 1 ? 'closed' : 'open',
      kind.many === 1 ? 'many' : 'one',
      ...(kind.required === 1 ? ['required'] : []),
    ]
    assert.deepEqual([kind.on_blurb, kind.in_head, kind.in_filters, kind.in_browse, kind.spoiler], [1, 1, 1, 1, 0])
    const names = tags.filter(({ vocabulary_id }) => vocabulary_id === kind.id).map(marked)
    const told = names.length > 7 ? `${names[0]} to ${names.at(-1)}, ${names.length}` : names.join(', ')
    return `${kind.name} (${kind.role}) ${rules.join(' ')}: ${told}`
  })
}

/** `!` for what asks for age, `?` for what warns. */
function marked({ name, age_consent, warn_first }: { name: string; age_consent: number; warn_first: number }): string {
  return name + (age_consent === 1 ? '!' : '') + (warn_first === 1 ? '?' : '')
}

const KINDS: Readonly<Record<(typeof PRESETS)[number], readonly string[]>> = {
  efiction: [
    'Rating (rating) closed one required: General, Teen, Mature?, Explicit!',
    'Categories (fandom) closed many required: Fan Fiction, Original Fiction',
    'Characters (character) closed many: ',
    'Genres (facet) closed many: Action to Tragedy, 19',
    'Warnings (warning) closed many: Abuse to Violence, 8',
  ],
  ao3: [
    'Rating (rating) closed one required: Not Rated?, General Audiences, Teen and Up, Mature?, Explicit!',
    'Warnings (warning) closed many required: Author Chose Not to Warn, No Warnings Apply, Graphic Violence, Major Character Death, Non-Consent, Underage Sex',
    'Fandoms (fandom) open many required: ',
    'Relationship Types (facet) closed many: F/F, F/M, Gen, M/M, Multi, Other',
    'Relationships (relationship) open many: ',
    'Characters (character) open many: ',
    'Tags (freeform) open many: ',
  ],
  original: [
    'Rating (rating) closed one required: General, Teen, Mature?, Explicit!',
    'Form (facet) closed one required: Novel, Novella, Short Story, Flash Fiction, Poem, Play, Essay',
    'Genres (facet) closed many required: Action to Tragedy, 19',
    'Content Warnings (warning) closed many: Abuse to Violence, 8',
    'Worlds (fandom) open many: ',
    'Characters (character) open many: ',
    'Themes (freeform) open many: ',
  ],
  empty: [],
}

test('each of the four beginnings gives its kinds of tag, with their rules, gates and tags', async () => {
  assert.deepEqual(PRESETS, Object.keys(KINDS))
  for (const preset of PRESETS) assert.deepEqual(await kindsOf(preset), KINDS[preset], preset)
})

test('the empty preset leaves the archive without vocabularies', async () => {
  const db = await aDatabase()
  await applyPreset(db, 'empty', NOON)
  assert.deepEqual(await db.selectFrom('vocabulary').selectAll().execute(), [])
})

test('applying a preset twice changes nothing, and vocabularies that are there stay as they are', async () => {
  const db = await aDatabase()
  await applyPreset(db, 'efiction', NOON)
  await db.updateTable('vocabulary').set({ name: 'Our Genres' }).where('slug', '=', 'genres').execute()
  const tags = await db.selectFrom('tag').selectAll().execute()
  await applyPreset(db, 'efiction', NOON + 1)
  await applyPreset(db, 'original', NOON + 1)
  const genres = await db.selectFrom('vocabulary').where('slug', '=', 'genres').selectAll().execute()
  assert.deepEqual(
    genres.map((row) => row.name),
    ['Our Genres'],
  )
  const before = new Set(tags.map((tag) => tag.id))
  const kept = (await db.selectFrom('tag').selectAll().execute()).filter((tag) => before.has(tag.id))
  assert.deepEqual(kept, tags)
})
