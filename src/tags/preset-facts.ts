// The vocabularies that a new archive may begin with. Owners rename, add and remove afterwards.
import type { VocabularyRole } from '../store/tables/tags.ts'

export interface TagFacts {
  name: string
  /** The gate in front of works with this rating, and what it says. */
  ageConsent?: true
  warnFirst?: true
  says?: string
}

export interface VocabularyFacts {
  slug: string
  name: string
  role: VocabularyRole
  /** Only owners and moderators add tags. */
  closed: boolean
  many: boolean
  required: boolean
  tags: ReadonlyArray<string | TagFacts>
}

const MATURE =
  'This work has themes that some readers would rather not meet. Please go on only if you are ready for them.'
const ADULT = 'This work is for adults. Please go on only if you are of age where you live.'

const GENRES = [
  'Action',
  'Adventure',
  'Angst',
  'Comedy',
  'Crime',
  'Drama',
  'Family',
  'Fantasy',
  'Friendship',
  'Historical',
  'Horror',
  'Hurt/Comfort',
  'Mystery',
  'Poetry',
  'Romance',
  'Science Fiction',
  'Slice of Life',
  'Suspense',
  'Tragedy',
]

const DANGERS = [
  'Abuse',
  'Character Death',
  'Non-Consent',
  'Self-Harm',
  'Sexual Content',
  'Strong Language',
  'Suicide',
  'Violence',
]

function ratings(...tags: TagFacts[]): VocabularyFacts {
  return { slug: 'ratings', name: 'Rating', role: 'rating', closed: true, many: false, required: true, tags }
}

const AUDIENCES = ratings(
  { name: 'General' },
  { name: 'Teen' },
  { name: 'Mature', warnFirst: true, says: MATURE },
  { name: 'Explicit', ageConsent: true, says: ADULT },
)

const open = { closed: false, many: true, required: false, tags: [] }
const pick = { closed: true, many: true, required: false }

/** Few fields that the archive's keepers fill: the shape that most older archives have. */
const KEPT: readonly VocabularyFacts[] = [
  AUDIENCES,
  {
    slug: 'categories',
    name: 'Categories',
    role: 'fandom',
    closed: true,
    many: true,
    required: true,
    tags: ['Fan Fiction', 'Original Fiction'],
  },
  { slug: 'characters', name: 'Characters', role: 'character', ...pick, tags: [] },
  { slug: 'genres', name: 'Genres', role: 'facet', ...pick, tags: GENRES },
  { slug: 'warnings', name: 'Warnings', role: 'warning', ...pick, tags: DANGERS },
]

/** Authors name fandoms, people and anything else freely; moderators tidy up behind them. */
const FREE: readonly VocabularyFacts[] = [
  ratings(
    { name: 'Not Rated', warnFirst: true, says: 'The author chose not to rate this work. It may hold anything.' },
    { name: 'General Audiences' },
    { name: 'Teen and Up' },
    { name: 'Mature', warnFirst: true, says: MATURE },
    { name: 'Explicit', ageConsent: true, says: ADULT },
  ),
  {
    slug: 'warnings',
    name: 'Warnings',
    role: 'warning',
    closed: true,
    many: true,
    required: true,
    tags: [
      'Author Chose Not to Warn',
      'No Warnings Apply',
      'Graphic Violence',
      'Major Character Death',
      'Non-Consent',
      'Underage Sex',
    ],
  },
  { slug: 'fandoms', name: 'Fandoms', role: 'fandom', ...open, required: true },
  {
    slug: 'relationship-types',
    name: 'Relationship Types',
    role: 'facet',
    ...pick,
    tags: ['F/F', 'F/M', 'Gen', 'M/M', 'Multi', 'Other'],
  },
  { slug: 'relationships', name: 'Relationships', role: 'relationship', ...open },
  { slug: 'characters', name: 'Characters', role: 'character', ...open },
  { slug: 'tags', name: 'Tags', role: 'freeform', ...open },
]

/** For writers whose worlds are their own. */
const ORIGINAL: readonly VocabularyFacts[] = [
  AUDIENCES,
  {
    slug: 'forms',
    name: 'Form',
    role: 'facet',
    closed: true,
    many: false,
    required: true,
    tags: ['Novel', 'Novella', 'Short Story', 'Flash Fiction', 'Poem', 'Play', 'Essay'],
  },
  { slug: 'genres', name: 'Genres', role: 'facet', closed: true, many: true, required: true, tags: GENRES },
  { slug: 'warnings', name: 'Content Warnings', role: 'warning', ...pick, tags: DANGERS },
  { slug: 'worlds', name: 'Worlds', role: 'fandom', ...open },
  { slug: 'characters', name: 'Characters', role: 'character', ...open },
  { slug: 'themes', name: 'Themes', role: 'freeform', ...open },
]

export const PRESET_FACTS = { efiction: KEPT, ao3: FREE, original: ORIGINAL, empty: [] } as const
