// What stands in the demo archive. Nothing but facts.
import type { DemoName } from './cast.ts'

export interface DemoWork {
  /** Of the line in the data, and which of its chapters; all when absent. */
  source: string
  chapters?: readonly number[]
  /** When absent, the source's own. */
  title?: string
  summary?: string
  by: DemoName
  with?: DemoName
  as?: string
  rating: 'General Audiences' | 'Teen and Up' | 'Mature' | 'Explicit' | 'Not Rated'
  warnings?: readonly string[]
  fandom: string
  characters?: string
  relationships?: string
  tags?: string
  notes?: string
  chapterNotes?: string
  endNotes?: string
  membersOnly?: true
  isComplete?: true
  /** Days before now that the first chapter was posted; a new chapter came every `every` days. */
  daysAgo: number
  every?: number
  /** Not posted: kept as a draft, or waiting in the queue. */
  kept?: 'draft' | 'held'
}

const POE = 'edgar-allan-poe-poetry'
const PROPHET = 'kahlil-gibran-the-prophet'

export const WORKS: readonly DemoWork[] = [
  {
    source: 'bram-stoker-dracula-abridged',
    by: 'Ada',
    rating: 'Mature',
    warnings: ['Graphic Violence'],
    fandom: 'Dracula',
    characters: 'Jonathan Harker, Mina Murray, Count Dracula',
    relationships: 'Jonathan Harker/Mina Murray',
    tags: 'Epistolary, Vampires, Journeys',
    notes: '<p>Told in letters and diaries. Thanks to Bea for reading all of it twice.</p>',
    chapterNotes: '<p>Jonathan is still on the train in this one.</p>',
    endNotes: '<p>The recipe for <em>paprika hendl</em> is not mine to give.</p>',
    daysAgo: 60,
    every: 14,
  },
  {
    source: 'oscar-wilde-the-importance-of-being-earnest',
    by: 'Bea Marlow',
    with: 'Ada',
    rating: 'General Audiences',
    fandom: 'The Importance of Being Earnest',
    characters: 'Jack Worthing, Algernon Moncrieff, Lady Bracknell',
    relationships: 'Gwendolen Fairfax/Jack Worthing',
    tags: 'Comedy, Mistaken Identity, Plays',
    notes: '<p>A trivial comedy for serious people.</p>',
    isComplete: true,
    daysAgo: 300,
    every: 7,
  },
  {
    source: PROPHET,
    by: 'Quill & Co',
    rating: 'General Audiences',
    fandom: 'The Prophet',
    characters: 'Almustafa',
    tags: 'Prose Poems, Farewells',
    isComplete: true,
    daysAgo: 240,
    every: 2,
  },
  {
    source: POE,
    title: 'All the Bells and Ravens',
    by: 'Señora Lluvia',
    rating: 'Teen and Up',
    warnings: ['Major Character Death'],
    fandom: 'Poe’s Poems',
    tags: 'Poetry, Melancholy, Rain',
    isComplete: true,
    daysAgo: 200,
    every: 1,
  },
  {
    source: 'ja-akutagawa-rashomon',
    by: '雨宿り',
    rating: 'Teen and Up',
    warnings: ['Author Chose Not to Warn'],
    fandom: '羅生門',
    characters: '下人, 老婆',
    tags: '短編, 雨',
    chapterNotes: '<p>ルビは<ruby>私<rp>（</rp><rt>わたくし</rt><rp>）</rp></ruby>が付けました。</p>',
    isComplete: true,
    daysAgo: 30,
  },
  {
    source: 'ar-jibran-ajniha-abridged',
    by: 'ليلى',
    rating: 'General Audiences',
    fandom: 'الأجنحة المتكسرة',
    characters: 'سلمى كرامة',
    tags: 'بيروت, رسائل',
    endNotes: '<p>يتبع…</p>',
    daysAgo: 20,
    every: 5,
  },
  {
    source: 'charles-darwin-the-origin-of-species-abridged',
    by: 'Finch',
    rating: 'General Audiences',
    fandom: 'Natural History',
    tags: 'Essays, Pigeons, Slow Build',
    daysAgo: 120,
    every: 20,
  },
  {
    source: 'marcus-aurelius-meditations-george-long-abridged',
    by: 'Quill & Co',
    rating: 'General Audiences',
    fandom: 'Ancient Rome',
    characters: 'Marcus Aurelius',
    tags: 'Diaries, Essays, Stoicism',
    membersOnly: true,
    daysAgo: 90,
    every: 10,
  },
  {
    source: POE,
    chapters: [39],
    title: 'Nevermore',
    summary: '<p>A December night, a knocking, a bird with one word.</p>',
    by: 'Ada',
    as: 'Wren',
    rating: 'Teen and Up',
    fandom: 'Poe’s Poems',
    characters: 'The Raven',
    tags: 'Poetry, Grief',
    notes: '<p>Best read aloud.</p>',
    isComplete: true,
    daysAgo: 11,
  },
  {
    source: POE,
    chapters: [48],
    title: 'In This Kingdom by the Sea',
    summary: '<p>They were children then.</p>',
    by: 'Señora Lluvia',
    rating: 'Teen and Up',
    warnings: ['Major Character Death'],
    fandom: 'Poe’s Poems',
    relationships: 'Annabel Lee/Narrator',
    tags: 'Poetry, Grief, The Sea',
    isComplete: true,
    daysAgo: 9,
  },
  {
    source: POE,
    chapters: [35],
    title: 'The Conqueror',
    summary: '<p>An angel throng sits in a theatre. It is not a comedy.</p>',
    by: 'Señora Lluvia',
    rating: 'Explicit',
    warnings: ['Graphic Violence'],
    fandom: 'Poe’s Poems',
    tags: 'Poetry, Horror',
    isComplete: true,
    daysAgo: 8,
  },
  {
    source: POE,
    chapters: [21, 26],
    title: 'Two Drowned Places',
    summary: '<p>A city and a valley.</p>',
    by: 'moth_at_the_lamp',
    rating: 'Not Rated',
    fandom: 'Poe’s Poems',
    tags: 'Poetry, Rain, The Sea',
    isComplete: true,
    daysAgo: 7,
  },
  {
    source: POE,
    chapters: [45],
    title: 'Gaily Bedight',
    summary: '<p>A knight, a song, a search.</p>',
    by: 'Jonas',
    rating: 'General Audiences',
    fandom: 'Poe’s Poems',
    tags: 'Poetry, Journeys',
    isComplete: true,
    daysAgo: 6,
  },
  {
    source: PROPHET,
    chapters: [2, 3, 4],
    title: 'Three Answers',
    summary: '<p>On love, on marriage, on children: for the anniversary.</p>',
    by: 'Quill & Co',
    rating: 'General Audiences',
    fandom: 'The Prophet',
    characters: 'Almustafa',
    tags: 'Prose Poems, Family',
    isComplete: true,
    daysAgo: 5,
  },
  {
    source: PROPHET,
    chapters: [27],
    title: 'The Unveiled Eyes',
    summary: '<p>You would know the secret.</p>',
    by: 'Jonas',
    rating: 'Teen and Up',
    fandom: 'The Prophet',
    tags: 'Prose Poems, Grief',
    isComplete: true,
    daysAgo: 4,
  },
  {
    source: POE,
    chapters: [44],
    title: 'Silver, Golden, Brazen, Iron',
    summary: '<p>Four kinds of bells.</p>',
    by: 'moth_at_the_lamp',
    rating: 'General Audiences',
    fandom: 'Poe’s Poems',
    tags: 'Poetry, Rhythm',
    isComplete: true,
    daysAgo: 3,
  },
  {
    source: POE,
    chapters: [49],
    title: 'Grains of Golden Sand',
    by: 'Ada',
    rating: 'General Audiences',
    fandom: 'Poe’s Poems',
    tags: 'Poetry',
    kept: 'draft',
    daysAgo: 2,
  },
  {
    source: POE,
    chapters: [32],
    title: 'Isle of Many Flowers',
    summary: '<p>For everybody who has left an island.</p>',
    by: 'Jonas',
    rating: 'General Audiences',
    fandom: 'Poe’s Poems',
    tags: 'Poetry, The Sea',
    kept: 'held',
    daysAgo: 1,
  },
]

export const SERIES = [
  {
    title: 'A Winter of Verse',
    summary: '<p>Poems read aloud by one lamp, one each evening.</p>',
    by: 'Señora Lluvia',
    works: ['In This Kingdom by the Sea', 'The Conqueror', 'All the Bells and Ravens'],
  },
  {
    title: 'Questions at the Harbour',
    summary: '<p>What the people of Orphalese asked.</p>',
    by: 'Quill & Co',
    works: ['The Prophet', 'Three Answers'],
  },
] as const satisfies ReadonlyArray<{ title: string; summary: string; by: DemoName; works: readonly string[] }>
