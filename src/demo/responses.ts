// What readers of the demo archive say. Nothing but facts.
import type { DemoName } from './cast.ts'

export interface DemoReview {
  work: string
  /** Position; absent: about the whole work. */
  chapter?: number
  by: DemoName
  body: string
  /** Half-stars. */
  score?: number
  answer?: { by: DemoName; body: string }
}

export const REVIEWS: readonly DemoReview[] = [
  {
    work: 'Dracula (abridged)',
    chapter: 3,
    by: 'Rui',
    body: 'The driver with the bright eyes! I had to put the light on. Please go on soon.',
    score: 10,
    answer: { by: 'Ada', body: 'Keep it on. The next chapter has the shaving glass in it.' },
  },
  {
    work: 'Dracula (abridged)',
    chapter: 3,
    by: 'Bea Marlow',
    body: 'I laughed at the paprika and then I did not laugh again for an hour.\n\nThe **Mem.** for Mina is the best line in it.',
    score: 9,
  },
  { work: 'Dracula (abridged)', chapter: 2, by: 'Jonas', body: 'Short, but it makes a promise.', score: 7 },
  {
    work: 'Dracula (abridged)',
    by: 'moth_at_the_lamp',
    body: 'Diaries are the right way to tell this. Nobody in it knows what the reader knows.',
    answer: { by: 'Ada', body: 'That is exactly what I hoped for. Thank you!' },
  },
  {
    work: 'The Importance of Being Earnest',
    chapter: 1,
    by: 'Jonas',
    body: 'The cucumber sandwiches deserve a tag of their own.',
    score: 10,
    answer: { by: 'Bea Marlow', body: 'There were none at the market this morning. Not even for ready money.' },
  },
  { work: 'The Importance of Being Earnest', by: 'Señora Lluvia', body: 'A handbag?', score: 10 },
  { work: 'The Prophet', chapter: 3, by: 'ليلى', body: 'شكراً، قرأتها بصوت عالٍ.', score: 9 },
  { work: 'The Prophet', by: 'Rui', body: 'I read one every morning now.', score: 8 },
  { work: '羅生門', chapter: 1, by: 'Finch', body: '最後の一行がいつまでも残ります。', score: 9 },
  { work: 'Nevermore', chapter: 1, by: 'Señora Lluvia', body: 'I hear it in my mother’s voice.', score: 10 },
  { work: 'Nevermore', chapter: 1, by: 'Jonas', body: 'Quoth me: more.', score: 8 },
  {
    work: 'In This Kingdom by the Sea',
    chapter: 1,
    by: 'Ada',
    body: 'The moon never beams without it, indeed. Beautiful.',
    score: 10,
    answer: { by: 'Señora Lluvia', body: 'Gracias, Ada.' },
  },
  { work: 'The Origin of Species (abridged)', chapter: 2, by: 'Rui', body: 'So. Many. Pigeons.', score: 8 },
  { work: 'Three Answers', chapter: 2, by: 'Bea Marlow', body: 'We had this at our wedding.', score: 9 },
]

/** Who left kudos, by work. */
export const KUDOS: Readonly<Record<string, readonly DemoName[]>> = {
  'Dracula (abridged)': ['Rui', 'Bea Marlow', 'Jonas', 'Mo', 'moth_at_the_lamp', 'Finch'],
  'The Importance of Being Earnest': ['Rui', 'Jonas', 'Señora Lluvia', 'Olga'],
  'The Prophet': ['Rui', 'ليلى', 'Ada'],
  羅生門: ['Finch', 'Ada', 'Mo'],
  Nevermore: ['Señora Lluvia', 'Jonas', 'Rui', 'Finch'],
  'In This Kingdom by the Sea': ['Ada', 'Rui'],
  'Three Answers': ['Bea Marlow'],
}

/** What members keep, by shelf, the newest last. A shelf that not everybody has is their own, and public. */
export const SHELVES: ReadonlyArray<{ by: DemoName; shelf: string; works: readonly string[] }> = [
  { by: 'Rui', shelf: 'later', works: ['Meditations (abridged)', 'All the Bells and Ravens', 'The Unveiled Eyes'] },
  { by: 'Rui', shelf: 'reading', works: ['Dracula (abridged)', 'The Origin of Species (abridged)'] },
  { by: 'Rui', shelf: 'finished', works: ['The Importance of Being Earnest', 'Nevermore', 'Three Answers', '羅生門'] },
  { by: 'Rui', shelf: 'dropped', works: ['The Conqueror'] },
  { by: 'Rui', shelf: 'favourites', works: ['The Prophet', 'Nevermore', 'الأجنحة المتكسرة (abridged)', '羅生門'] },
  {
    by: 'Rui',
    shelf: 'To be read aloud',
    works: ['Silver, Golden, Brazen, Iron', 'Two Drowned Places', 'Gaily Bedight', 'In This Kingdom by the Sea'],
  },
  { by: 'Jonas', shelf: 'favourites', works: ['In This Kingdom by the Sea', 'Dracula (abridged)', 'Nevermore'] },
]

export const NEWS = [
  {
    title: 'Welcome to the Lamplit Shelf',
    body: '<p>This is a demo archive: its members are invented, its texts are old and free. Look around, post, review, break things. It forgets nothing until you throw its folder away.</p>',
    daysAgo: 12,
  },
  {
    title: 'Works wait for a moderator now',
    body: '<p>New members’ works stand in the queue until Mo or Olga has read them. One is waiting there right now.</p>',
    daysAgo: 2,
  },
] as const
